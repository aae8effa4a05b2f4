import { existsSync } from "node:fs";
import { agentServerPython as installedPython } from "../../scripts/setup/agentServer.mjs";

/** The Python with the Agent Server, its SDK and croniter: the set-up's, or the one in the environment variable. */
export function agentServerPython(): string {
  const python = process.env.LANGGRAPH_CRONS_PYTHON ?? installedPython;
  if (!existsSync(python)) {
    throw new Error(`No Python with the Agent Server at ${python}. "npm test" installs it; so does "npm run setup".`);
  }
  return python;
}
