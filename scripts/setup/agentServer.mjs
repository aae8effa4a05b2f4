import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inCache } from "../lib/paths.mjs";
import { runCommand } from "../lib/runCommand.mjs";
import { step } from "../lib/say.mjs";
import { SetupError } from "../lib/setupError.mjs";
import { isStamped, stamp } from "../lib/stamp.mjs";

const requirements = fileURLToPath(new URL("agentServer.requirements.txt", import.meta.url));
const venv = inCache("agent-server", "venv");

/** The Python of the virtual environment that holds the Agent Server. */
export const agentServerPython =
  process.platform === "win32" ? join(venv, "Scripts", "python.exe") : join(venv, "bin", "python");

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

/** A virtual environment with the official Agent Server and Python SDK. */
export const ensureAgentServer = async () => {
  const wanted = readFileSync(requirements, "utf8");
  const file = inCache("agent-server", "stamp");
  if (isStamped(file, wanted) && existsSync(agentServerPython)) return;
  await step("Agent Server (langgraph-cli from PyPI, in a virtual environment of its own)", async () => {
    await python(await findPython(), ["-m", "venv", "--clear", venv]);
    await python(agentServerPython, [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "-r",
      requirements,
    ]);
  });
  stamp(file, wanted);
};
