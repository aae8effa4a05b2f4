import type { AllowedValue } from "../../../src/core/arguments/parameter";
import type { JsonValue } from "../../../src/core/base/json";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId, unset, valued } from "./control";

/**
 * One of a few values, all in sight. The server's default is chosen while nothing is set; it is sent only if the form was
 * opened with it.
 */
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
  let given: JsonValue | undefined;
  const show = (value: JsonValue | undefined) => {
    given = value;
    for (const radio of radios) radio.input.checked = radio.value === (value ?? field.serverDefault);
  };
  const value = () => {
    const chosen = radios.find(({ input }) => input.checked)?.value;
    return chosen === field.serverDefault && given !== field.serverDefault ? undefined : chosen;
  };
  show(undefined);
  const whole = element("div", { class: "checks" }, ...radios.map(({ row }) => row));
  return {
    element: whole,
    target: radios[0]?.input ?? whole,
    isGroup: true,
    description: `${fieldId(field, "choice-0")}-help`,
    read: () => {
      const now = value();
      return now === undefined ? unset : valued(now);
    },
    state: () => value() ?? null,
    restore: (state) => show(state ?? undefined),
    show,
    change: (_path, changed) => show(changed),
  };
}
