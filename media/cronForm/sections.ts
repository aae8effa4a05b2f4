import { fillMessage } from "../../src/core/base/message";
import type { FormSection } from "../../src/protocol/cronForm";
import type { FormStrings } from "../../src/protocol/formStrings";
import { element } from "../shared/dom";
import type { Field } from "./field";

/** A part of the form that can be closed. It opens by itself if something in it is wrong. */
export interface Section {
  readonly element: HTMLDetailsElement;
  readonly body: HTMLElement;
  /** Updates the title of a closed section: how many fields are set and how many need attention. */
  readonly refresh: () => void;
}

export function createSection(section: FormSection, fields: readonly Field[], strings: FormStrings): Section {
  const note = element("span", { class: "sectionNote" });
  const body = element(
    "div",
    { class: "sectionBody" },
    element("p", { class: "help" }, section.help),
    ...fields.map((field) => field.element),
  );
  const whole = element(
    "details",
    { class: "section", open: section.open || fields.some((field) => field.read().kind !== "unset") },
    element("summary", {}, element("h2", {}, section.title), note),
    body,
  );
  whole.dataset.section = section.id;
  return {
    element: whole,
    body,
    refresh: () => {
      const set = fields.filter((field) => field.read().kind !== "unset").length;
      const problems = fields.filter((field) => field.errors + field.warnings > 0).length;
      note.textContent = [
        ...(set > 0 ? [fillMessage(strings.setInSection, { count: set })] : []),
        ...(problems > 0 ? [fillMessage(strings.problemsInSection, { count: problems })] : []),
      ].join(" · ");
      note.classList.toggle("attention", problems > 0);
    },
  };
}
