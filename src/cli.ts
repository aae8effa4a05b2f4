import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { FolderEntry } from "./cli/cliIo";
import { runCli } from "./cli/runCli";

// A reader that has seen enough, as `| head` has, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

void runCli(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  // Nothing else waits meanwhile, and many small files come several times as fast.
  readFile: async (path) => readFileSync(path, "utf8"),
  readFolder: async (path) => readFolder(path),
  stdin: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
  env: process.env,
  now: Date.now,
}).then((code) => {
  process.exitCode = code;
});

function readFolder(path: string): readonly FolderEntry[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
    }));
  } catch {
    return undefined;
  }
}
