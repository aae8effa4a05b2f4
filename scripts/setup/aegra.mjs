import { fileURLToPath } from "node:url";
import { ensureVenv, venvPython } from "../lib/pythonVenv.mjs";
import { ensureDatabases } from "./databases.mjs";

const name = "aegra";

/** The Python of Aegra's virtual environment. */
export const aegraPython = venvPython(name);

/** PostgreSQL, and a virtual environment with Aegra: an independent server with the Agent Server's API. */
export const ensureAegra = async () => {
  await ensureDatabases(["postgres"], "crons on Aegra are not tested");
  await ensureVenv({
    title: "Aegra (aegra-api from PyPI, in a virtual environment of its own)",
    name,
    requirements: fileURLToPath(new URL("aegra.requirements.txt", import.meta.url)),
    // On an older Python, pip would silently install a very old release.
    python: [3, 12],
  });
};
