import type { JsonValue } from "../../../src/core/base/json";
import { element } from "../../shared/dom";
import { type Control, type ControlContext, fieldId, unset, valued } from "./control";

interface TextOptions {
  readonly placeholder?: string;
  readonly monospace?: boolean;
  /** A schedule is sent as it was typed; ids and addresses without spaces around them. */
  readonly trim: boolean;
}

export function createTextControl(context: ControlContext, options: TextOptions): Control {
  const input = element("input", {
    id: fieldId(context.field, "input"),
    type: "text",
    class: options.monospace === true ? "monospace" : undefined,
    placeholder: options.placeholder,
    autocomplete: "off",
    spellcheck: "false",
    "aria-required": context.field.required ? "true" : undefined,
  });
  input.addEventListener("input", () => context.onChange("typing"));
  return textBehaviour(input, input, options.trim);
}

/** The behaviour shared by all controls whose value is the text of one input. */
export function textBehaviour(whole: HTMLElement, input: HTMLInputElement, trim: boolean): Control {
  const show = (value: JsonValue | undefined) => {
    input.value = typeof value === "string" ? value : "";
  };
  return {
    element: whole,
    target: input,
    isGroup: false,
    read: () => (input.value.trim() === "" ? unset : valued(trim ? input.value.trim() : input.value)),
    state: () => input.value,
    restore: show,
    show,
    change: (_path, value) => show(value),
  };
}
