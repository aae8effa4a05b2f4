import type { JsonValue } from "../../src/core/base/json";
import type { UndoStep } from "./undoKeys";

interface JointField extends Readonly<Record<UndoStep, () => void>> {
  state(): JsonValue;
}

/** What fields held, by their state as text. */
type Moment<Field> = ReadonlyMap<Field, string>;

const momentOf = <Field extends JointField>(fields: Iterable<Field>): Moment<Field> =>
  new Map([...fields].map((field) => [field, JSON.stringify(field.state())]));

const isNow = <Field extends JointField>(moment: Moment<Field>) =>
  [...moment].every(([field, state]) => JSON.stringify(field.state()) === state);

/** Changes of several fields at once, so that undoing one of them undoes the others too, unless they changed since. */
export class JointSteps<Field extends JointField> {
  /** Where each step led: after it, and after it was undone. */
  private readonly ends: Record<UndoStep, readonly Moment<Field>[]> = { undo: [], redo: [] };

  /** These fields have just been changed together. */
  add(fields: readonly Field[]): void {
    if (fields.length > 1) this.ends.undo = [...this.ends.undo, momentOf(fields)];
  }

  /** Undoes or redoes in this field, and in those that were changed with it. */
  take(field: Field, step: UndoStep): void {
    const joint = this.ends[step].findLast((moment) => moment.has(field) && isNow(moment));
    const fields = joint === undefined ? [field] : [...joint.keys()];
    for (const each of fields) each[step]();
    if (joint === undefined) return;
    const back = step === "undo" ? "redo" : "undo";
    this.ends[step] = this.ends[step].filter((each) => each !== joint);
    this.ends[back] = [...this.ends[back], momentOf(fields)];
  }
}
