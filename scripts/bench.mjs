import { fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { inProject } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";

/** @typedef {import("../test/bench/benchResult").BenchResult} BenchResult */

/** `node scripts/bench.mjs [words]`: runs the benches whose file names contain one of the words, or all. */
const wanted = (/** @type {string} */ file) =>
  process.argv.length < 3 || process.argv.slice(2).some((word) => file.toLowerCase().includes(word.toLowerCase()));

const benches = readdirSync(inProject("test", "bench"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("Bench.ts") && wanted(file))
  .sort();

const line = (/** @type {BenchResult} */ { passed, name, value, unit, goal }) =>
  [
    passed ? "  " : "✗ ",
    name.padEnd(64),
    value.toLocaleString("en", { maximumFractionDigits: 2 }).padStart(12),
    ` ${unit.padEnd(6)}`,
    goal ?? "",
  ]
    .join("")
    .trimEnd();

/** A separate process, so that memory left by one bench doesn't affect the next. */
const resultsOf = async (/** @type {string} */ file) => {
  // Results may hold NaN, which JSON can't express.
  const child = fork(inProject("scripts", "lib", "benchProcess.mjs"), [file], { serialization: "advanced" });
  /** @type {readonly BenchResult[]} */
  let results = [];
  child.on("message", (/** @type {readonly BenchResult[]} */ sent) => {
    results = sent;
  });
  const [code] = await once(child, "close");
  if (code !== 0 || results.length === 0) throw new Error(`${file} gave no results.`);
  return results;
};

let failed = 0;
for (const file of benches) {
  const results = await resultsOf(file);
  say(`\n${file}`);
  for (const result of results) say(line(result));
  failed += results.filter(({ passed }) => !passed).length;
}
say(failed === 0 ? "\nAll goals reached." : `\n${failed} goals missed.`);
process.exit(failed === 0 ? 0 : 1);
