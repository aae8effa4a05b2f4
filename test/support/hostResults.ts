/** What a suite inside VS Code reports to its runner outside. */
export interface HostResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** For people: one line per test, with the failure if there was one. */
  readonly report: readonly string[];
}
