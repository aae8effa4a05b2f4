import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { runCli } from "./cli/runCli";

// A reader that has seen enough, as `| head` has, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

void runCli(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  readFile: (path) => readFile(path, "utf8"),
  stdin: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
  env: process.env,
  now: Date.now,
}).then((code) => {
  process.exitCode = code;
});
