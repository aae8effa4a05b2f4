import type { JsonValue } from "../../../src/core/base/json";
import { fillMessage } from "../../../src/core/base/message";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId, unset, valued } from "./control";
import { withValueAt } from "./withValueAt";

/** JSON text longer than this (in characters) takes seconds to draw in an input. */
const mostShown = 500_000;

/** Whether a value is too long to show in an input. */
export function isBulky(value: JsonValue): boolean {
  return typeof value === "string" ? value.length > mostShown : JSON.stringify(value).length > mostShown;
}

/** Holds a value that is too long to show: it is kept, checked and sent like any other. */
export function createBulkControl(context: ControlContext): Control {
  let held: JsonValue | undefined;
  const text = element("div", { id: fieldId(context.field, "input"), class: "bulk", tabindex: 0, role: "group" });
  text.setAttribute("aria-labelledby", fieldId(context.field, "label"));
  const show = (value: JsonValue | undefined) => {
    held = value;
    const size = ((JSON.stringify(value)?.length ?? 0) / 1_000_000).toFixed(1);
    text.textContent = fillMessage(context.strings.bulkValue, { size });
  };
  return {
    element: text,
    target: text,
    isGroup: true,
    read: () => (held === undefined ? unset : valued(held)),
    state: () => held ?? null,
    restore: show,
    show,
    change: (path, value) => show(withValueAt(held, path, value)),
  };
}
