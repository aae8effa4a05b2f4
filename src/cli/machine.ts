import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Writable } from "node:stream";
import { systemClock } from "../core/base/clock";
import { type CliIo, type FolderEntry, reasonOf } from "./cliIo";

/** The machine that a command runs on. `hasFailed`: what was printed could not all be written, and not for want of a reader. */
export function machine(
  stdout: Writable,
  stderr: Writable,
  stdin: CliIo["stdin"],
): { readonly io: CliIo; readonly hasFailed: () => boolean } {
  const [out, err] = [printer(stdout), printer(stderr)];
  return {
    hasFailed: () => out.hasFailed() || err.hasFailed(),
    io: {
      out: out.print,
      err: err.print,
      isOutputClosed: out.isClosed,
      // Nothing else waits meanwhile, and many small files come several times as fast.
      readFile: async (path) => readFileSync(path),
      readFolder: async (path) => readFolder(path),
      realPath: async (path) => realPath(path),
      stdin,
      env: process.env,
      clock: systemClock,
    },
  };
}

/** A reader that has seen enough, as `| head` has, is no failure, and no reason to end: a submit must not stop in its middle. */
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

/** A link to a folder is not followed: it may lead around in a circle. */
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
