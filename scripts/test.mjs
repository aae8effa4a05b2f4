import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { canaryVariable, filesWithCanary, newCanary } from "./lib/canary.mjs";
import { add, countsOf, inWords, noCounts } from "./lib/counts.mjs";
import { environmentOf } from "./lib/npm.mjs";
import { artifactsFolder, inArtifacts, projectFolder } from "./lib/paths.mjs";
import { runCommand } from "./lib/runCommand.mjs";
import { duration, say } from "./lib/say.mjs";
import { SetupError } from "./lib/setupError.mjs";
import { sideBySide } from "./lib/sideBySide.mjs";
import { nicenessOf, stages } from "./lib/testStages.mjs";
import { bring } from "./setup/bring.mjs";
import { ensureTools } from "./setup/tools.mjs";

/** @typedef {import("./lib/testStages.mjs").Stage} Stage */
/** @typedef {import("./setup/bring.mjs").Need} Need */

const inCi = process.env.CI === "true";
const stageLimit = 30 * 60_000;

/** The stages named on the command line, or all, and their options. */
const chosen = () => {
  const words = process.argv.slice(2);
  const names = words.filter((word) => !word.startsWith("-"));
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new SetupError(`No stage ${unknown.join(", ")}. There are: ${stages.map(({ name }) => name).join(", ")}.`);
  }
  return {
    wanted: names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name)),
    pictures: words.includes("--update-pictures"),
  };
};

/** Installs what the stages need. What can't be installed is reported once, and the stages that need it are skipped. */
const prepare = async (/** @type {string} */ node, /** @type {readonly Stage[]} */ wanted) => {
  const missing = /** @type {Set<Need>} */ (new Set());
  for (const need of new Set(wanted.flatMap(({ needs }) => needs))) {
    try {
      await bring[need](node);
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      say(error.message);
      missing.add(need);
    }
  }
  return missing;
};

/**
 * @typedef {object} Ended
 * @property {string} report what to print
 * @property {import("./lib/counts.mjs").Counts} counts
 */

/** @returns {Promise<Ended>} */
const runStage = async (
  /** @type {string} */ node,
  /** @type {Stage} */ stage,
  /** @type {ReadonlySet<Need>} */ missing,
  /** @type {NodeJS.ProcessEnv} */ env,
) => {
  const absent = stage.needs.filter((need) => missing.has(need));
  if (absent.length > 0) {
    const report = `${stage.name}: skipped, because ${absent.join(" and ")} can't be installed here`;
    return { report, counts: { ...noCounts, skipped: 1 } };
  }
  const file = stage.results === undefined ? undefined : inArtifacts("results", stage.results);
  if (file !== undefined) rmSync(file, { force: true });
  const begun = performance.now();
  const { code, output } = await runCommand(node, stage.command, {
    cwd: projectFolder,
    env,
    niceness: nicenessOf(stage),
    timeout: stageLimit,
  });
  const took = duration(performance.now() - begun).padStart(12);
  const counts = countsOf(code, file);
  writeFileSync(inArtifacts("results", `${stage.name}.log`), output);
  const details =
    counts.failed > 0
      ? [output.trimEnd(), `Alone: npm test -- ${stage.name}`]
      : output.split("\n").flatMap((line) => (line.includes("(retry x") ? [`second try: ${line.trim()}`] : []));
  const line = `${stage.name.padEnd(9)} ${took}   ${inWords(counts)}   ${stage.title}`;
  return { report: [...details, line].join("\n"), counts };
};

/** The key that the tests sent to their servers must not be in any file or output that they leave. */
const lookForCanary = (/** @type {string} */ canary) => {
  const found = filesWithCanary(canary, [artifactsFolder]);
  for (const file of found) say(`The key of a connection is in ${file}`);
  const counts = { ...noCounts, [found.length === 0 ? "passed" : "failed"]: 1 };
  say(`${"canary".padEnd(25)}${inWords(counts)}   Nothing that this run left contains its key`);
  return counts;
};

const main = async () => {
  const { wanted, pictures } = chosen();
  const begun = performance.now();
  const node = await ensureTools();
  const missing = await prepare(node, wanted);
  say(`set-up    ${duration(performance.now() - begun).padStart(12)}`);
  mkdirSync(inArtifacts("results"), { recursive: true });
  const canary = newCanary();
  const env = {
    ...environmentOf(node),
    NO_COLOR: "1",
    [canaryVariable]: canary,
    ...(pictures ? { LANGGRAPH_CRONS_UPDATE_PICTURES: "1" } : {}),
  };
  let total = /** @type {import("./lib/counts.mjs").Counts} */ (noCounts);
  // Whichever ends first, the reports stand in the order of the stages.
  for (const ending of sideBySide(wanted, (stage) => runStage(node, stage, missing, env))) {
    const { report, counts } = await ending;
    say(report);
    total = add(total, counts);
  }
  total = add(total, lookForCanary(canary));
  say(`in all    ${duration(performance.now() - begun).padStart(12)}`);
  // In CI nobody notices a skipped test, so it counts as failed.
  return inCi ? { passed: total.passed, failed: total.failed + total.skipped, skipped: 0 } : total;
};

// So that stages which lead a session end, too.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
try {
  const total = await main();
  say(inWords(total));
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  say(inWords({ ...noCounts, failed: 1 }));
  process.exitCode = 1;
}
