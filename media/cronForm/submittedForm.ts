import type { Filled, FormPhase } from "../../src/protocol/cronForm";
import type { FieldFindings } from "./fieldFindings";

/** What a submission needs of the form that it submits. */
export interface SubmittedForm {
  readonly findings: FieldFindings;
  filled(): Filled;
  /** What came of the last attempt, at the fields that it is about. */
  showAttempt(phase: Extract<FormPhase, { kind: "editing" }>): void;
  focusFirst(severity: "error"): void;
  /** Opens every section that has something to look at, and shows the first. */
  reveal(severity: "error" | "warning"): void;
  setEditable(editable: boolean): void;
}
