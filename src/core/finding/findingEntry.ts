/**
 * error: the server refuses it, or it can never run. warning: it runs, but hardly as meant.
 * info and hint: true, worth knowing, and no reason to stop.
 */
export type Severity = "error" | "warning" | "info" | "hint";

/** What a rule says when it fires. `{name}` in a message is filled from the finding's `args`. */
export interface FindingEntry {
  readonly severity: Severity;
  readonly message: string;
  /** The page under `docs/` and the heading that explains it. */
  readonly help: string;
}
