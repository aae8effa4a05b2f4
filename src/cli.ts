#!/usr/bin/env node
import { machine } from "./cli/machine";
import { runCli } from "./cli/runCli";

const { hasFailed, io } = machine(process.stdout, process.stderr, async function* () {
  const { createInterface } = await import("node:readline");
  yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
});

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code === 0 && hasFailed() ? 1 : code;
});
