import type { AllowedValue } from "../../../src/core/arguments/parameter";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId } from "./control";
import { standardValue } from "./standardValue";

/** One of a few values, all in sight. The server's default is chosen while nothing is set. */
export function createEitherControl(context: ControlContext, values: readonly AllowedValue[]): Control {
  const { field } = context;
  const radios = values.map((allowed, index) => {
    const id = fieldId(field, `choice-${index}`);
    const input = element("input", { type: "radio", id, name: field.name, "aria-describedby": `${id}-help` });
    input.addEventListener("change", () => context.onChange("stroke"));
    const row = element(
      "div",
      { class: "check" },
      input,
      element("label", { for: id }, allowed.label ?? allowed.value),
      element("span", { id: `${id}-help`, class: "help" }, allowed.help),
    );
    return { input, row, value: allowed.value };
  });
  const whole = element("div", { class: "checks" }, ...radios.map(({ row }) => row));
  return {
    element: whole,
    target: radios[0]?.input ?? whole,
    isGroup: true,
    description: `${fieldId(field, "choice-0")}-help`,
    ...standardValue(
      field.serverDefault,
      (value) => {
        for (const radio of radios) radio.input.checked = radio.value === (value ?? field.serverDefault);
      },
      () => radios.find(({ input }) => input.checked)?.value,
    ),
  };
}
