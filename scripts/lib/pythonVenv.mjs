import { existsSync, readFileSync } from "node:fs";
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

const candidates = ["python3.13", "python3.12", "python3.11", "python3", "python"];
const suitable = "import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 11) else 3)";

const findPython = async () => {
  for (const program of candidates) {
    const { code } = await runCommand(program, ["-c", suitable]);
    if (code === 0) return program;
  }
  throw new SetupError(
    "The Agent Server needs Python 3.11 or newer with its venv module, and none was found " +
      `(looked for ${candidates.join(", ")}). Install it (Debian and Ubuntu: python3 and python3-venv) and run this again.`,
  );
};

const python = async (/** @type {string} */ program, /** @type {readonly string[]} */ args) => {
  const { code, output } = await runCommand(program, args);
  if (code !== 0) throw new SetupError(`${program} ${args.join(" ")} failed:\n${output.trim().slice(-4000)}`);
};

/**
 * A virtual environment with exactly what a requirements file says.
 * @param {object} options
 * @param {string} options.title what the person at the machine is told
 * @param {string} options.name its folder
 * @param {string} options.requirements file
 */
export const ensureVenv = async ({ title, name, requirements }) => {
  const wanted = readFileSync(requirements, "utf8");
  const file = inCache(name, "stamp");
  const program = venvPython(name);
  if (isStamped(file, wanted) && existsSync(program)) return;
  await step(title, async () => {
    await python(await findPython(), ["-m", "venv", "--clear", inCache(name, "venv")]);
    const quiet = ["--quiet", "--disable-pip-version-check"];
    await python(program, ["-m", "pip", "install", ...quiet, "-r", requirements]);
  });
  stamp(file, wanted);
};
