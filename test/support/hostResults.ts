/** What a suite inside VS Code says to its runner outside. */
export interface HostResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** For a person: one line a test, with what went wrong. */
  readonly report: readonly string[];
}
