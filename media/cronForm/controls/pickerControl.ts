import type { Choices } from "../../../src/protocol/cronForm";
import { element } from "../../shared/dom";
import { ChosenLine, withChosen } from "./chosenLine";
import { createCombobox, matching } from "./combobox";
import { type Control, type ControlContext, fieldId } from "./control";
import { textBehaviour } from "./textControl";
import { zoneFinder } from "./zoneChoices";

/** An assistant: picked from the server's list, or the name of a graph as typed. */
export function createAssistantControl(context: ControlContext): Control {
  return createPicker(context, async (typed) => narrowed(await context.assistants(), typed), {});
}

/** An IANA time zone. */
export function createZoneControl(context: ControlContext): Control {
  return createPicker(context, zoneFinder({ ...context, language: document.documentElement.lang }), {
    placeholder: context.strings.zonePlaceholder,
  });
}

export function narrowed(found: Choices, typed: string): Choices {
  return found.kind === "list" ? { ...found, choices: matching(found.choices, typed) } : found;
}

interface PickerOptions {
  readonly placeholder?: string;
}

function createPicker(
  context: ControlContext,
  find: (typed: string) => Promise<Choices>,
  options: PickerOptions,
): Control {
  const chosen = new ChosenLine(fieldId(context.field, "chosen"), () => combobox.input);
  const combobox = createCombobox({
    id: fieldId(context.field, "input"),
    label: context.field.label,
    strings: context.strings,
    required: context.field.required,
    patience: 0,
    ...options,
    find,
    onTake: (choice) => chosen.take(choice),
    onChange: context.onChange,
  });
  combobox.input.addEventListener("input", () => chosen.refresh());
  const whole = element("div", {}, combobox.element, chosen.element);
  return withChosen(textBehaviour(whole, combobox.input, true), chosen);
}
