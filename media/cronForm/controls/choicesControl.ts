import type { AllowedValue } from "../../../src/core/arguments/parameter";
import type { JsonValue } from "../../../src/core/base/json";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId, unset, valued } from "./control";
import { withValueAt } from "./withValueAt";

/** Any number of several values, in the order of the declaration. None: the server uses its default. */
export function createChoicesControl(context: ControlContext, values: readonly AllowedValue[]): Control {
  const boxes = values.map(({ value, help }, index) => {
    const id = fieldId(context.field, `choice-${index}`);
    const box = element("input", { type: "checkbox", id, value, "aria-describedby": `${id}-help` });
    box.addEventListener("change", () => context.onChange("stroke"));
    return {
      box,
      row: element(
        "div",
        { class: "check" },
        box,
        element("label", { for: id, class: "monospace" }, value),
        element("span", { id: `${id}-help`, class: "help" }, help),
      ),
    };
  });
  const chosen = () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
  const show = (value: JsonValue | undefined) => {
    const wanted: readonly (JsonValue | undefined)[] = Array.isArray(value) ? value : [value];
    for (const { box } of boxes) {
      box.checked = wanted.includes(box.value);
    }
  };
  const whole = element("div", { class: "checks" }, ...boxes.map(({ row }) => row));
  return {
    element: whole,
    target: boxes[0]?.box ?? whole,
    isGroup: true,
    description: `${fieldId(context.field, "choice-0")}-help`,
    read: () => (chosen().length === 0 ? unset : valued(chosen())),
    state: chosen,
    restore: show,
    show,
    change: (path, value) => show(withValueAt(chosen(), path, value)),
  };
}
