import { fileURLToPath } from "node:url";
import { ensureVenv, venvPython } from "../lib/pythonVenv.mjs";
import { ensureDatabases } from "./databases.mjs";

const name = "postgres-agent-server";

/** The Python of the virtual environment with the Agent Server on PostgreSQL. */
export const postgresAgentServerPython = venvPython(name);

/** PostgreSQL, Redis, and a virtual environment with an Agent Server that keeps its crons there. */
export const ensurePostgresAgentServer = async () => {
  await ensureDatabases(["postgres", "redis"], "what becomes of crons on an Agent Server on both is not tested");
  await ensureVenv({
    title: "Agent Server on PostgreSQL and Redis (langgraph-runtime-pg from PyPI)",
    name,
    requirements: fileURLToPath(new URL("postgresAgentServer.requirements.txt", import.meta.url)),
  });
};
