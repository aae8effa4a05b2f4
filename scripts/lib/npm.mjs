import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runCommand } from "./runCommand.mjs";
import { SetupError } from "./setupError.mjs";

/** The environment in which `node`, and everything that npm starts, uses this Node. */
export const environmentOf = (/** @type {string} */ node) => {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return { ...process.env, [pathName]: `${dirname(node)}${delimiter}${process.env[pathName] ?? ""}` };
};

/** npm tells its scripts where it is; otherwise use the npm next to this Node, or the one on the path. */
const npmProgram = () => {
  const own = process.env.npm_execpath;
  if (own?.endsWith("npm-cli.js")) return own;
  const beside = join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
  if (existsSync(beside)) return beside;
  const onWindows = join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js");
  return existsSync(onWindows) ? onWindows : undefined;
};

/**
 * Runs npm under the given Node. Returns what it prints.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<string>}
 */
export const npm = async (node, args, cwd) => {
  const program = npmProgram();
  const options = { cwd, env: environmentOf(node) };
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } =
    program === undefined
      ? await runCommand("npm", [...quiet, ...args], options)
      : await runCommand(node, [program, ...quiet, ...args], options);
  if (code !== 0) throw new SetupError(`npm ${args.join(" ")} failed (exit code ${code}):\n${output.trim()}`);
  return output;
};

/**
 * Installs one exact package into a folder of its own. Install scripts stay off: nothing here needs a compiler.
 * @param {string} node
 * @param {string} folder
 * @param {string} specification name@version
 */
export const installPackage = async (node, folder, specification) => {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  await npm(node, ["install", specification, "--save-exact", "--ignore-scripts"], folder);
};
