/**
 * error: the server refuses it, or it can never run. warning: it runs, but probably not as meant. info and hint: worth
 * knowing, but no reason to stop.
 */
export type Severity = "error" | "warning" | "info" | "hint";

/** The message of a rule. `{name}` in it is filled from the finding's `args`. */
export interface FindingEntry {
  readonly severity: Severity;
  readonly message: string;
  /** The page under `docs/` and the heading that explains it. */
  readonly help: string;
}
