/**
 * Imports modules one after the other, each with variables of its own: {"module", "variables"} a line. Answers a line for
 * each: "" or what it threw.
 */

import { text } from "node:stream/consumers";

const print = console.log;
console.log = () => undefined;
const environment = { ...process.env };

// Not with readline: it also ends a line at U+2028, which JSON leaves as it is.
const questions = await text(process.stdin);
for (const question of questions.trimEnd().split("\n")) {
  const { module, variables } = JSON.parse(question);
  process.env = { ...environment, ...variables };
  const thrown = await import(module).then(() => "", String);
  print(JSON.stringify(thrown));
}
