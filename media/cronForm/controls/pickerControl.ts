import { timeZoneNames } from "../../../src/core/schedule/timeZone";
import type { Choice, Choices } from "../../../src/protocol/cronForm";
import { element } from "../dom";
import { createCombobox, matching } from "./combobox";
import { type Control, type ControlContext, fieldId } from "./control";
import { textBehaviour } from "./textControl";

/** An assistant: chosen from the server's list, or the name of a graph as typed. */
export function createAssistantControl(context: ControlContext): Control {
  return createPicker(context, async (typed) => narrowed(await context.assistants(), typed), {});
}

/** An IANA time zone. The user's own comes first. */
export function createZoneControl(context: ControlContext): Control {
  const zones = zoneChoices(context);
  return createPicker(context, async (typed) => narrowed({ kind: "list", choices: zones }, typed), {
    placeholder: context.strings.zonePlaceholder,
  });
}

export function zoneChoices({ localZone, strings }: ControlContext): readonly Choice[] {
  const others = timeZoneNames().filter((zone) => zone !== localZone && zone !== "UTC");
  return [
    { value: localZone, label: localZone, detail: strings.localZone },
    ...(localZone === "UTC" ? [] : [{ value: "UTC", label: "UTC", detail: "" }]),
    ...others.map((zone) => ({ value: zone, label: zone, detail: "" })),
  ];
}

export function narrowed(found: Choices, typed: string): Choices {
  return found.kind === "list" ? { kind: "list", choices: matching(found.choices, typed) } : found;
}

interface PickerOptions {
  readonly placeholder?: string;
}

function createPicker(
  context: ControlContext,
  find: (typed: string) => Promise<Choices>,
  options: PickerOptions,
): Control {
  const chosen = element("p", { class: "chosen" });
  const combobox = createCombobox({
    id: fieldId(context.field, "input"),
    label: context.field.label,
    strings: context.strings,
    required: context.field.required,
    patience: 0,
    ...options,
    find,
    onTake: (choice) => {
      chosen.textContent = describeChoice(choice);
    },
    onChange: () => {
      context.onChange();
    },
  });
  combobox.input.addEventListener("input", () => {
    chosen.textContent = "";
  });
  return textBehaviour(element("div", {}, combobox.element, chosen), combobox.input, true);
}

/** Says what an id stands for; nothing where the value speaks for itself. */
export function describeChoice(choice: Choice): string {
  return choice.label === choice.value ? "" : [choice.label, choice.detail].filter((text) => text !== "").join(" · ");
}
