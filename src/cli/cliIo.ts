import type { Clock } from "../core/base/clock";
import type { Environment } from "../core/base/environment";

/** What a command may touch of the machine, so that tests can own it. Paths have slashes. */
export interface CliIo {
  /** Whole lines, without the line's end. */
  out(line: string): void;
  err(line: string): void;
  /** Whether the reader of the output has gone, as `| head` does: what is written from then on, nobody sees. */
  isOutputClosed(): boolean;
  /** Rejects with an error that has the system's `code`. */
  readFile(path: string): Promise<Uint8Array>;
  /** undefined where there is no such folder. Rejects as `readFile` where it can't be read. */
  readFolder(path: string): Promise<readonly FolderEntry[] | undefined>;
  /** The whole path of what is there, links followed; of the path itself where nothing is. */
  realPath(path: string): Promise<string>;
  /** Lines of standard input as they come. */
  stdin(): AsyncIterable<string>;
  readonly env: Environment;
  readonly clock: Clock;
}

export interface FolderEntry {
  readonly name: string;
  /** link: one that leads to no file. other: neither a file nor a folder, such as a pipe. */
  readonly kind: "file" | "folder" | "link" | "other";
}

/** Stable: scripts depend on it. */
export const exitCodes = {
  done: 0,
  /** A finding is an error, or the server refused. */
  refused: 1,
  /** Wrong arguments, or files that can't be read. */
  usage: 2,
  unreachable: 3,
} as const;

export type ExitName = keyof typeof exitCodes;
export type ExitCode = (typeof exitCodes)[ExitName];

/** Wrong arguments; `message` says which. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /** `showsCall`: how the command is called is said too. */
  constructor(
    message: string,
    readonly showsCall = false,
  ) {
    super(message);
  }
}

/** The system's short word for why something can't be read or written. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
