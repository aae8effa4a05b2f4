import { formSections, type ParameterType } from "../../../core/arguments/parameter";
import { parameters } from "../../../core/arguments/parameters";
import { requestForms } from "../../../core/requestText/requestForms";
import { requestFormTexts } from "../../../core/requestText/requestFormTexts";
import { scheduleOf } from "../../../core/schedule/guide/scheduleOf";
import { schedulePresets } from "../../../core/schedule/guide/schedulePresets";
import type { FormField, FormSection } from "../../../protocol/cronForm";
import { type FormStrings, formStrings } from "../../../protocol/formStrings";
import type { RequestFormView } from "../../../protocol/requestView";
import type { PresetView } from "../../../protocol/scheduleView";

/** Translates one of our English texts to the user's language. */
export type Translate = (text: string) => string;

/** The declaration of all parameters for the form, in the form's order and the user's language. */
export function formFields(translate: Translate): readonly FormField[] {
  const inOrder = formSections.flatMap(({ id }) => parameters.filter(({ section }) => section === id));
  return inOrder.map((parameter) => {
    const { name, required, serverDefault, section, example, type, deprecated, withoutThreadOnly } = parameter;
    return {
      name,
      required,
      serverDefault,
      section,
      example,
      label: translate(parameter.label),
      help: translate(parameter.help),
      type: typeIn(type, translate),
      ...(deprecated === undefined ? {} : { deprecated: { ...deprecated, why: translate(deprecated.why) } }),
      ...(withoutThreadOnly === undefined ? {} : { withoutThreadOnly }),
    };
  });
}

function typeIn(type: ParameterType, translate: Translate): ParameterType {
  switch (type.kind) {
    case "choice":
    case "choiceOrList": {
      const values = type.values.map(({ value, label, help }) => ({
        value,
        ...(label === undefined ? {} : { label: translate(label) }),
        help: translate(help),
      }));
      return { ...type, values };
    }
    case "boolean":
      return { ...type, says: translate(type.says) };
    default:
      return type;
  }
}

export function formSectionsIn(translate: Translate): readonly FormSection[] {
  return formSections.map((section) => ({
    ...section,
    title: translate(section.title),
    help: translate(section.help),
  }));
}

export function formStringsIn(translate: Translate): FormStrings {
  const translated = Object.entries(formStrings).map(([key, text]) => [key, translate(text)]);
  // Every key of `formStrings` is there, because the entries come from it.
  return Object.fromEntries(translated) as FormStrings;
}

export function presetsIn(translate: Translate): readonly PresetView[] {
  return schedulePresets.flatMap(({ label, guide, isCommon = false }) => {
    const schedule = scheduleOf(guide);
    return schedule === undefined ? [] : [{ label: translate(label), schedule, isCommon }];
  });
}

export function requestFormsIn(translate: Translate): readonly RequestFormView[] {
  return requestForms.map((value) => {
    const { detail, label } = requestFormTexts[value];
    return { value, label: translate(label), detail: translate(detail) };
  });
}
