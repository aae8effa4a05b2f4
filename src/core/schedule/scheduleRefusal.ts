import type { TextSpan } from "../finding/finding";
import type { FieldName } from "./schedule";

/** Why the server refuses a schedule, one kind per message. */
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

/** A refusal: what is wrong, where in the text, and the values for its message. */
export interface ScheduleRefusal {
  readonly kind: RefusalKind;
  readonly span: TextSpan;
  /** The field at fault; absent if it is the whole schedule. */
  readonly field?: FieldName;
  readonly args: Readonly<Record<string, string | number>>;
}
