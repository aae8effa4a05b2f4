import { fileURLToPath } from "node:url";
import { ensureVenv, venvPython } from "../lib/pythonVenv.mjs";

const name = "agent-server";

/** The Python of the Agent Server's virtual environment. */
export const agentServerPython = venvPython(name);

/** A virtual environment with the official Agent Server and Python SDK. */
export const ensureAgentServer = () =>
  ensureVenv({
    title: "Agent Server (langgraph-cli from PyPI, in a virtual environment of its own)",
    name,
    requirements: fileURLToPath(new URL("agentServer.requirements.txt", import.meta.url)),
  });
