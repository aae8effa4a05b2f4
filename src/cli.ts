import { createInterface } from "node:readline";
import { machine } from "./cli/machine";
import { runCli } from "./cli/runCli";

const { hasFailed, io } = machine(process.stdout, process.stderr, () =>
  createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
);

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code === 0 && hasFailed() ? 1 : code;
});
