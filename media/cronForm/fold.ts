import { fillMessage } from "../../src/core/base/message";
import type { FormStrings } from "../../src/protocol/formStrings";
import { element } from "../shared/dom";
import type { Field } from "./field";

/** Fields that can be folded away; their title then says what is in them. */
export interface Fold {
  readonly element: HTMLDetailsElement;
  readonly refresh: () => void;
}

interface FoldOptions {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly Field[];
  readonly content: readonly HTMLElement[];
  /** What stands beside the title, by the fields that are set. */
  readonly note: (set: readonly Field[]) => string;
  readonly strings: FormStrings;
}

export function createFold({ id, title, fields, content, note, strings }: FoldOptions): Fold {
  const words = element("span", { class: "foldNote" });
  const problems = element("span", { class: "foldProblems" });
  const set = () => fields.filter((field) => field.read().kind !== "unset");
  const whole = element(
    "details",
    { class: "fold", open: set().length > 0 },
    element("summary", { id: `fold-${id}` }, element("h2", {}, title), problems, words),
    ...content,
  );
  whole.dataset.section = id;
  return {
    element: whole,
    refresh: () => {
      const now = set();
      words.textContent = note(now);
      words.classList.toggle("isSet", now.length > 0);
      const count = fields.filter((field) => field.errors + field.warnings > 0).length;
      problems.textContent = count === 0 ? "" : fillMessage(strings.problemsInMore, { count });
    },
  };
}
