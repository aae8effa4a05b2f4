#!/usr/bin/env node
import { isatty } from "node:tty";
import { inputLines } from "./cli/inputLines";
import { machine } from "./cli/machine";
import { runCli } from "./cli/runCli";

// `process.stdin` takes about 12 ms to open, so only who reads it does that.
const isInteractive = isatty(0) && isatty(2);
const { hasFailed, io, wasInterrupted } = machine(
  process.stdout,
  process.stderr,
  () => inputLines(process.stdin),
  isInteractive,
);

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code === 0 && hasFailed() ? 1 : code;
  // A shell ends a loop of commands at Ctrl+C only if the command ended by the signal, too.
  if (wasInterrupted()) process.once("exit", () => process.kill(process.pid, "SIGINT"));
});
