import type { Clock } from "../core/base/clock";
import type { Environment } from "../core/base/environment";
import type { FolderEntry } from "../core/specFile/filesBelow";

/** Everything that a command may use of the machine; tests replace it. Paths use slashes. */
export interface CliIo {
  /** One line, without its line break. */
  out(line: string): void;
  err(line: string): void;
  /** True once the reader of the output has closed it, as with `| head`: later output is lost. */
  isOutputClosed(): boolean;
  /** Rejects with an error that has the system's `code`, such as ENOENT. */
  readFile(path: string): Promise<Uint8Array>;
  /** undefined if there is no such folder. Rejects like `readFile` if it can't be read. */
  readFolder(path: string): Promise<readonly FolderEntry[] | undefined>;
  /** Writes text to the end of a file, which is made if there is none. Rejects like `readFile`. */
  appendFile(path: string, text: string): Promise<void>;
  /** Writes a file anew. Rejects like `readFile`. */
  writeFile(path: string, text: string): Promise<void>;
  /** Makes a folder, and those above it; nothing if it is there. Rejects like `readFile`. */
  createFolder(path: string): Promise<void>;
  /** The absolute path with links resolved. If nothing exists there, the absolute path as written. */
  realPath(path: string): Promise<string>;
  /** Whether a person sits there who can be asked: input and errors are a terminal. */
  readonly isInteractive: boolean;
  /** Lines of standard input, as they arrive. */
  stdin(): AsyncIterable<string>;
  /** From now on the first Ctrl+C calls this, and the next one ends the process. The result undoes it. */
  onInterrupt(act: () => void): () => void;
  readonly env: Environment;
  readonly clock: Clock;
}

/** Stable: scripts depend on it. */
export const exitCodes = {
  done: 0,
  /** A finding is an error, or the server refused. */
  refused: 1,
  /** Wrong arguments, or a file that can't be read. */
  usage: 2,
  unreachable: 3,
} as const;

export type ExitName = keyof typeof exitCodes;
export type ExitCode = (typeof exitCodes)[ExitName];

/** Wrong arguments. `message` says what is wrong. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /** `showsCall`: print the usage of the command too. */
  constructor(
    message: string,
    readonly showsCall = false,
  ) {
    super(message);
  }
}

/** The system's code for why something can't be read or written: ENOENT, EACCES. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
