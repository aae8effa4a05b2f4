import type { TextSpan } from "../finding/finding";
import type { FieldName } from "./schedule";

/** Why the server refuses a schedule, one kind for each sentence that can be said about it. */
export type RefusalKind =
  | "too-long"
  | "field-count"
  | "unknown-alias"
  | "empty-item"
  | "unknown-item"
  | "unknown-name"
  | "out-of-range"
  | "bad-range"
  | "bad-step"
  | "question-mark"
  | "hash"
  | "random-range"
  | "nth-number"
  | "nth-range"
  | "nth-mixed"
  | "nearest-weekday-list";

/** A refusal: what is wrong, where in the text, and the values that a sentence about it needs. */
export interface ScheduleRefusal {
  readonly kind: RefusalKind;
  readonly span: TextSpan;
  /** The field at fault; absent where it is the schedule as a whole. */
  readonly field?: FieldName;
  readonly args: Readonly<Record<string, string | number>>;
}
