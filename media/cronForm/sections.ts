import { fillMessage } from "../../src/core/base/message";
import type { FormSection, FormState } from "../../src/protocol/cronForm";
import { element } from "../shared/dom";
import type { Field } from "./field";
import { createFold, type Fold } from "./fold";

export interface Sections {
  readonly elements: readonly HTMLElement[];
  readonly folds: readonly Fold[];
}

/** What every cron needs an answer to, one question after the other; then everything else under “More”. */
export function createSections(
  { sections, strings }: Pick<FormState, "sections" | "strings">,
  all: readonly Field[],
): Sections {
  const isEnd = ({ declaration }: Field) => declaration.name === "end_time";
  const ends = all.filter(isEnd);
  const end = createFold({
    id: "end",
    title: strings.ends,
    fields: ends,
    content: ends.map((field) => field.element),
    note: ([set]) => (set === undefined ? strings.endsNever : ""),
    strings,
  });
  const fieldsOf = ({ id }: FormSection) => all.filter(({ declaration }) => declaration.section === id);
  const questions = sections.filter(({ shown }) => shown === "always");
  const further = sections.filter(({ shown }) => shown === "more");
  const others = further.flatMap(fieldsOf);
  const labels = (fields: readonly Field[]) => fields.map(({ declaration }) => declaration.label).join(", ");
  const more = createFold({
    id: "more",
    title: strings.more,
    fields: others,
    content: further.map((section) => createGroup(section, fieldsOf(section))),
    note: (set) =>
      set.length === 0 ? labels(others) : fillMessage(strings.setInMore, { count: set.length, fields: labels(set) }),
    strings,
  });
  const elements = questions.map((section) => {
    const fields = fieldsOf(section);
    const asked = fields.filter((field) => !isEnd(field)).map((field) => field.element);
    return createQuestion(section, fields.some(isEnd) ? [...asked, end.element] : asked);
  });
  return { elements: [...elements, more.element], folds: [end, more] };
}

function createQuestion(section: FormSection, content: readonly HTMLElement[]): HTMLElement {
  const heading = element("h2", { id: `section-${section.id}` }, section.title);
  const whole = element("section", { class: "section", "aria-labelledby": heading.id }, heading, ...content);
  whole.dataset.section = section.id;
  return whole;
}

function createGroup(section: FormSection, fields: readonly Field[]): HTMLElement {
  const heading = element("h3", { id: `section-${section.id}` }, section.title);
  const about = element("div", {}, heading, element("p", { class: "help" }, section.help));
  const content = fields.map((field) => field.element);
  const whole = element("section", { class: "group", "aria-labelledby": heading.id }, about, ...content);
  whole.dataset.section = section.id;
  return whole;
}
