/**
 * Imports modules one after the other, each with variables of its own: {"module", "variables"} a line. Answers a line for
 * each: "" or what it threw.
 */

import { createInterface } from "node:readline";

const print = console.log;
console.log = () => undefined;
const environment = { ...process.env };

for await (const line of createInterface({ input: process.stdin })) {
  const { module, variables } = JSON.parse(line);
  process.env = { ...environment, ...variables };
  const thrown = await import(module).then(() => "", String);
  print(JSON.stringify(thrown));
}
