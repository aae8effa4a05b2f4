import { environmentOf } from "./lib/npm.mjs";
import { projectFolder } from "./lib/paths.mjs";
import { runCommand } from "./lib/runCommand.mjs";
import { say } from "./lib/say.mjs";
import { SetupError } from "./lib/setupError.mjs";
import { tools } from "./lib/tools.mjs";
import { bring } from "./setup/bring.mjs";
import { ensureTools } from "./setup/tools.mjs";

/** @typedef {import("./setup/bring.mjs").Need} Need */

/**
 * `node scripts/run.mjs [--with=host,host] [program [arguments]]`: installs Node 24, the npm packages and those hosts,
 * then runs a program of `tools.mjs`, or a file, with that Node. Also works with an older Node or on a new machine.
 */
const parse = (/** @type {readonly string[]} */ words) => {
  const [first = "", ...others] = words;
  const named = first.startsWith("--with=");
  const [program, ...args] = named ? others : words;
  const needs = /** @type {readonly Need[]} */ (named ? first.slice("--with=".length).split(",") : []);
  const unknown = needs.filter((need) => !Object.hasOwn(bring, need));
  if (unknown.length > 0)
    throw new SetupError(`No ${unknown.join(", ")}. There are: ${Object.keys(bring).join(", ")}.`);
  return { needs, program, args };
};

const main = async () => {
  const { needs, program, args } = parse(process.argv.slice(2));
  const node = await ensureTools();
  for (const need of needs) await bring[need](node);
  if (program === undefined) return 0;
  const file = Object.hasOwn(tools, program) ? tools[/** @type {keyof typeof tools} */ (program)] : program;
  const options = { cwd: projectFolder, env: environmentOf(node), visible: true };
  return (await runCommand(node, [file, ...args], options)).code;
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
