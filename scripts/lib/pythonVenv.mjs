import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { inCache } from "./paths.mjs";
import { runCommand } from "./runCommand.mjs";
import { step } from "./say.mjs";
import { SetupError } from "./setupError.mjs";
import { isStamped, stamp } from "./stamp.mjs";

/** The Python of one of our virtual environments. */
export const venvPython = (/** @type {string} */ name) =>
  process.platform === "win32"
    ? inCache(name, "venv", "Scripts", "python.exe")
    : inCache(name, "venv", "bin", "python");

/** @typedef {readonly [major: number, minor: number]} PythonVersion */

const onPath = ["python3.13", "python3.12", "python3.11", "python3", "python"];

/** pyenv keeps Pythons out of the path, in one folder for each version. */
const ofPyenv = () => {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  return existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, "bin", "python3")) : [];
};

/** The first Python of at least this version that can create virtual environments. */
const findPython = async (/** @type {PythonVersion} */ [major, minor], /** @type {string} */ title) => {
  const suitable = `import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (${major}, ${minor}) else 3)`;
  for (const program of [...onPath, ...ofPyenv()]) {
    const { code } = await runCommand(program, ["-c", suitable]);
    if (code === 0) return program;
  }
  throw new SetupError(
    `${title}: this needs Python ${major}.${minor} or newer with its venv module, and none was found ` +
      `(looked for ${onPath.join(", ")}, and in pyenv). Install it (Debian and Ubuntu: python3 and python3-venv) and ` +
      "run this again.",
  );
};

const python = async (/** @type {string} */ program, /** @type {readonly string[]} */ args) => {
  const { code, output } = await runCommand(program, args);
  if (code !== 0) throw new SetupError(`${program} ${args.join(" ")} failed:\n${output.trim().slice(-4000)}`);
};

/**
 * A virtual environment with exactly what a requirements file says.
 * @param {object} options
 * @param {string} options.title shown to the user
 * @param {string} options.name its folder
 * @param {string} options.requirements file
 * @param {PythonVersion} [options.python] the oldest version that works
 */
export const ensureVenv = async ({ title, name, requirements, python: oldest = [3, 11] }) => {
  const wanted = readFileSync(requirements, "utf8");
  const file = inCache(name, "stamp");
  const program = venvPython(name);
  if (isStamped(file, wanted) && existsSync(program)) return;
  await step(title, async () => {
    await python(await findPython(oldest, title), ["-m", "venv", "--clear", inCache(name, "venv")]);
    const quiet = ["--quiet", "--disable-pip-version-check"];
    await python(program, ["-m", "pip", "install", ...quiet, "-r", requirements]);
  });
  stamp(file, wanted);
};
