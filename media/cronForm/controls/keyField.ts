import type { JsonValue } from "../../../src/core/base/json";
import type { InputKey } from "../../../src/core/checks/inputShape";
import { element } from "../../shared/dom";
import type { ChangeKind } from "../fieldHistory";
import { type ControlContext, fieldId } from "./control";
import type { InputPart } from "./inputPart";

type Tell = (value: JsonValue | undefined, kind: ChangeKind) => void;

/** One key of a graph's input. Without text or choice the key is left out. */
export function createKeyField(context: ControlContext, about: InputKey, tell: Tell): InputPart {
  const id = fieldId(context.field, `key-${about.key}`);
  const help = about.description === "" ? [] : [element("p", { class: "help", id: `${id}-help` }, about.description)];
  const described = help.length === 0 ? undefined : `${id}-help`;
  const { control, show } = createOf(context, about, tell);
  control.id = id;
  if (described !== undefined) control.setAttribute("aria-describedby", described);
  const label = element("label", { class: "keyLabel", for: id }, about.key);
  return { element: element("div", { class: "keyField" }, label, ...help, holderOf(control)), target: control, show };
}

function holderOf(control: HTMLElement): HTMLElement {
  return control instanceof HTMLSelectElement ? element("div", { class: "select" }, control) : control;
}

interface KeyControl {
  readonly control: HTMLElement;
  readonly show: InputPart["show"];
}

function createOf({ strings }: ControlContext, { choices, kind }: InputKey, tell: Tell): KeyControl {
  switch (kind) {
    case "text":
      return createText(element("textarea", { rows: 1 }), (text) => tell(text === "" ? undefined : text, "typing"));
    case "number":
    case "integer": {
      const input = element("input", { type: "number", step: kind === "integer" ? 1 : "any" });
      // What is not a number yet has no value, and is not taken for an empty field.
      return createText(input, (text) => {
        if (!input.validity.badInput) tell(text === "" ? undefined : Number(text), "typing");
      });
    }
    case "boolean":
      return createChoice(strings.isNotSet, [true, false], tell);
    case "choice":
      return createChoice(strings.isNotSet, choices, tell);
  }
}

function createText(control: HTMLTextAreaElement | HTMLInputElement, onInput: (text: string) => void): KeyControl {
  control.addEventListener("input", () => onInput(control.value));
  const show = (value: JsonValue | undefined) => {
    const text = value === undefined ? "" : String(value);
    const isShown = control instanceof HTMLInputElement ? control.valueAsNumber === value : control.value === text;
    if (!isShown && control.value !== text) control.value = text;
  };
  return { control, show };
}

function createChoice(none: string, values: readonly (string | boolean)[], tell: Tell): KeyControl {
  const options = values.map((value, index) => element("option", { value: index }, String(value)));
  const control = element("select", {}, element("option", { value: "" }, none), ...options);
  control.addEventListener("change", () =>
    tell(control.value === "" ? undefined : values[Number(control.value)], "stroke"),
  );
  const show = (value: JsonValue | undefined) => {
    const index = typeof value === "string" || typeof value === "boolean" ? values.indexOf(value) : -1;
    control.value = index < 0 ? "" : String(index);
  };
  return { control, show };
}
