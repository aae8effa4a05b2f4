import { fillMessage } from "../../src/core/base/message";
import type { FormField } from "../../src/protocol/cronForm";
import type { FormStrings } from "../../src/protocol/formStrings";
import { button, element } from "../shared/dom";
import { type Control, type ControlContext, fieldId } from "./controls/control";

export function labelElement(field: FormField, strings: FormStrings, control: Control): HTMLElement {
  return element(
    control.isGroup ? "div" : "label",
    { class: "label", id: fieldId(field, "label"), for: control.isGroup ? undefined : control.target.id },
    element("span", { class: "labelText" }, field.label),
    ...(field.required ? [element("span", { class: "tag" }, strings.required)] : []),
    ...(field.deprecated === undefined ? [] : [element("span", { class: "tag" }, strings.deprecated)]),
    element("code", { class: "wireName" }, field.name),
  );
}

/** What it is for, when not to use it, and the server's default if the control has no room to show that. */
export function helpText({ field, strings }: Pick<ControlContext, "field" | "strings">): string {
  const { deprecated, help, serverDefault, type } = field;
  const otherwise =
    type.kind === "choiceOrList" ? fillMessage(strings.withoutIs, { value: [serverDefault].flat().join(", ") }) : "";
  return [help, deprecated?.why, otherwise].filter(Boolean).join(" ");
}

/** The way from a field to a document beside the form. */
export function openerElement(
  { label }: FormField,
  { onOpenDocument, strings }: { readonly onOpenDocument: () => void; readonly strings: FormStrings },
): HTMLElement {
  const opener = button({ label: strings.openDocument, kind: "link", onPress: onOpenDocument });
  opener.setAttribute("aria-label", `${strings.openDocument}: ${label}`);
  return element("div", { class: "opener" }, opener);
}
