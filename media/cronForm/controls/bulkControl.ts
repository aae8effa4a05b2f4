import type { JsonValue } from "../../../src/core/base/json";
import { fillMessage } from "../../../src/core/base/message";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId, unset, valued } from "./control";
import { withValueAt } from "./withValueAt";

/**
 * In characters. Longer text takes seconds to draw in an input. What an editor can hold too goes there before that: the
 * browser lays out an input anew at each stroke.
 */
const mostShown = { here: 500_000, beside: 100_000 } as const;

/** Whether a value is too long to show in an input; `other`: where else it can be changed. */
export function isBulky(value: JsonValue, other: "beside" | "nowhere"): boolean {
  const most = other === "beside" ? mostShown.beside : mostShown.here;
  return (typeof value === "string" ? value : JSON.stringify(value)).length > most;
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
