import type { Filled } from "../../src/protocol/cronForm";
import type { FormPhase } from "../../src/protocol/formPhase";
import type { FieldFindings } from "./fieldFindings";

/** What a submission needs from its form. */
export interface SubmittedForm {
  readonly findings: FieldFindings;
  /** All that is typed, also in documents beside the form. Rejects if an editor can't save what it has. */
  filled(): Promise<Filled>;
  /** Shows the result of the last attempt at the fields that it is about. */
  showAttempt(phase: Extract<FormPhase, { kind: "editing" }>): void;
  focusFirst(severity: "error"): void;
  /** Opens every section with a finding, and shows the first one. */
  reveal(severity: "error" | "warning"): void;
  /** Shows what others have changed, as soon as that is known. */
  revealChanges(): void;
  setEditable(editable: boolean): void;
  /** Shows the cron in place of the questions; the form that goes on is another one. */
  setDone(): void;
}
