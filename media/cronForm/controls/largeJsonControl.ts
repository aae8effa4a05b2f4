import type { JsonValue } from "../../../src/core/base/json";
import { fillMessage } from "../../../src/core/base/message";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId } from "./control";
import { createJsonReader, jsonReading } from "./jsonReader";
import { withValueAt } from "./withValueAt";

/** JSON that is too long to be typed in here: its size, and the way to the editor that can hold it. */
export function createLargeJsonControl(context: ControlContext): Control {
  const { field, strings } = context;
  const readText = createJsonReader(strings);
  const summary = element("div", { id: fieldId(field, "input"), class: "bulk", tabindex: 0, role: "group" });
  summary.setAttribute("aria-labelledby", fieldId(field, "label"));
  let text = "";
  const hold = (held: string) => {
    text = held;
    summary.textContent = fillMessage(strings.largeJson, { size: (text.length / 1_000_000).toFixed(1) });
  };
  const show = (value: JsonValue | undefined) => hold(value === undefined ? "" : JSON.stringify(value, null, 2));
  return {
    element: summary,
    target: summary,
    isGroup: true,
    read: () => jsonReading(readText(text)),
    state: () => text,
    // A form of an earlier version kept the value.
    restore: (state) => (typeof state === "string" ? hold(state) : show(state)),
    show,
    change: (path, value) => {
      const read = readText(text);
      show(withValueAt(read.kind === "value" ? read.value : undefined, path, value));
    },
  };
}
