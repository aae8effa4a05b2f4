#!/usr/bin/env node
import { machine } from "./cli/machine";
import { runCli } from "./cli/runCli";

const stdin = async function* () {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    yield* lines;
  } finally {
    // A reader that needs no more lines must not keep the process alive.
    lines.close();
  }
};
const isInteractive = process.stdin.isTTY && process.stderr.isTTY;
const { hasFailed, io } = machine(process.stdout, process.stderr, stdin, isInteractive);

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code === 0 && hasFailed() ? 1 : code;
});
