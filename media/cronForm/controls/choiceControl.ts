import type { AllowedValue } from "../../../src/core/arguments/parameter";
import type { JsonValue } from "../../../src/core/base/json";
import { fillMessage } from "../../../src/core/base/message";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId, unset, valued } from "./control";

/** One of several values, or none: then nothing is sent and the server uses its default. */
export function createChoiceControl(context: ControlContext, values: readonly AllowedValue[]): Control {
  const { field } = context;
  const explanation = element("p", { class: "help", id: fieldId(field, "explanation") });
  const control = createSelect(
    context,
    values.map(({ value, label = value }) => ({ key: value, label, value })),
  );
  const explain = () => {
    const chosen = control.target.value === "" ? field.serverDefault : control.target.value;
    explanation.textContent = values.find(({ value }) => value === chosen)?.help ?? "";
  };
  control.target.addEventListener("change", explain);
  explain();
  const thenExplain =
    <Args extends readonly unknown[]>(act: (...args: Args) => void) =>
    (...args: Args) => {
      act(...args);
      explain();
    };
  return {
    ...control,
    element: element("div", {}, control.element, explanation),
    show: thenExplain(control.show),
    restore: thenExplain(control.restore),
    change: thenExplain(control.change),
  };
}

/** True, false, or not set, where that is something else: a box to check can't say three things. */
export function createBooleanChoice(context: ControlContext): Control {
  return createSelect(context, [
    { key: "true", label: "true", value: true },
    { key: "false", label: "false", value: false },
  ]);
}

interface SelectOption {
  readonly key: string;
  readonly label: string;
  readonly value: JsonValue;
}

function createSelect(
  context: ControlContext,
  options: readonly SelectOption[],
): Control & { target: HTMLSelectElement } {
  const select = element(
    "select",
    { id: fieldId(context.field, "input") },
    element("option", { value: "" }, defaultLabel(context)),
    ...options.map(({ key, label }) => element("option", { value: key }, label)),
  );
  select.addEventListener("change", () => context.onChange("stroke"));
  const show = (value: JsonValue | undefined) => {
    select.value = options.find((option) => option.value === value)?.key ?? "";
  };
  return {
    element: element("div", { class: "select" }, select),
    target: select,
    isGroup: false,
    read: () => {
      const chosen = options.find(({ key }) => key === select.value);
      return chosen === undefined ? unset : valued(chosen.value);
    },
    state: () => select.value,
    restore: (state) => {
      select.value = options.some(({ key }) => key === state) ? String(state) : "";
    },
    show,
    change: (_path, value) => show(value),
  };
}

function defaultLabel({ field, strings }: ControlContext): string {
  const { serverDefault, type } = field;
  const known = type.kind === "choice" ? type.values.find(({ value }) => value === serverDefault)?.label : undefined;
  return serverDefault === null
    ? strings.isNotSet
    : fillMessage(strings.serverDefaultIs, { value: known ?? String(serverDefault) });
}
