/** What a command may touch of the machine, so that tests can own it. */
export interface CliIo {
  /** Whole lines, without the line's end. */
  out(line: string): void;
  err(line: string): void;
  readFile(path: string): Promise<string>;
  /** undefined where there is no such folder. */
  readFolder(path: string): Promise<readonly FolderEntry[] | undefined>;
  /** Lines of standard input as they come. */
  stdin(): AsyncIterable<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Epoch milliseconds. */
  now(): number;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Stable: scripts depend on it. */
export const exitCodes = {
  done: 0,
  /** A finding is an error, or the server refused. */
  refused: 1,
  usage: 2,
  unreachable: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Takes the arguments after its name. */
export type Command = (args: readonly string[], io: CliIo) => Promise<ExitCode>;

/** Wrong arguments; `message` says which. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
