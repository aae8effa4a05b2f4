/** What a suite inside VS Code says to its runner outside. */
export interface HostResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
