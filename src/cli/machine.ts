import {
  appendFileSync,
  type Dirent,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import type { Writable } from "node:stream";
import { systemClock } from "../core/base/clock";
import type { FolderEntry } from "../core/specFile/filesBelow";
import { type CliIo, reasonOf } from "./cliIo";

/** The real machine. `hasFailed`: some output could not be written, for another reason than a closed reader. */
export function machine(
  stdout: Writable,
  stderr: Writable,
  stdin: CliIo["stdin"],
  isInteractive: boolean,
): { readonly io: CliIo; readonly hasFailed: () => boolean; readonly wasInterrupted: () => boolean } {
  let wasInterrupted = false;
  const [out, err] = [printer(stdout), printer(stderr)];
  return {
    wasInterrupted: () => wasInterrupted,
    hasFailed: () => out.hasFailed() || err.hasFailed(),
    io: {
      out: out.print,
      err: err.print,
      isOutputClosed: out.isClosed,
      // Nothing else runs at that time, and synchronous reads of small files are several times faster.
      readFile: async (path) => readFileSync(path),
      appendFile: async (path, text) => appendFileSync(path, text),
      writeFile: async (path, text) => writeFileSync(path, text),
      createFolder: async (path) => void mkdirSync(path, { recursive: true }),
      readFolder: async (path) => readFolder(path),
      realPath: async (path) => realPath(path),
      stdin,
      isInteractive,
      onInterrupt: (act) => {
        const listener = () => {
          wasInterrupted = true;
          act();
        };
        process.once("SIGINT", listener);
        return () => void process.off("SIGINT", listener);
      },
      env: process.env,
      clock: systemClock,
    },
  };
}

/** A closed reader, as with `| head`, is not a failure and doesn't stop the command: a submit must finish. */
function printer(stream: Writable) {
  let reason: string | undefined;
  stream.on("error", (error) => {
    reason ??= reasonOf(error);
  });
  return {
    print: (line: string) => {
      if (reason === undefined) stream.write(`${line}\n`);
    },
    isClosed: () => reason !== undefined,
    hasFailed: () => reason !== undefined && reason !== "EPIPE",
  };
}

function readFolder(path: string): readonly FolderEntry[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: kindOf(path, entry),
    }));
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(reasonOf(error))) return undefined;
    throw error;
  }
}

/** Links to folders are not followed: they can form a circle. */
function kindOf(folder: string, entry: Dirent): FolderEntry["kind"] {
  if (entry.isDirectory()) return "folder";
  if (entry.isFile()) return "file";
  if (!entry.isSymbolicLink()) return "other";
  try {
    return statSync(join(folder, entry.name)).isFile() ? "file" : "link";
  } catch {
    return "link";
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path).replaceAll("\\", "/");
  } catch {
    return resolve(path).replaceAll("\\", "/");
  }
}
