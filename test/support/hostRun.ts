/** One suite to run inside a VS Code. */
export interface HostRun {
  /** Folder under `test/`. */
  readonly suite: string;
  readonly trusted: boolean;
  readonly workspace: string;
  readonly extension: string;
  /** Compiled module that exports `run()`. */
  readonly tests: string;
  readonly env: Readonly<Record<string, string>>;
}
