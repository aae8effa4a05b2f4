import { fileURLToPath } from "node:url";
import { aptInstall, canAptInstall } from "../lib/aptInstall.mjs";
import { findDatabases } from "../lib/databases.mjs";
import { ensureVenv, venvPython } from "../lib/pythonVenv.mjs";
import { step } from "../lib/say.mjs";
import { SetupError } from "../lib/setupError.mjs";

const name = "postgres-agent-server";

/** The Python of the virtual environment that holds the Agent Server on PostgreSQL. */
export const postgresAgentServerPython = venvPython(name);

/** Nothing is installed on a person's machine unasked. */
const ensureDatabases = async () => {
  if (findDatabases() !== undefined) return;
  const words =
    "PostgreSQL and Redis are not both installed here (Debian and Ubuntu: postgresql and redis-server), " +
    "so what becomes of crons on such a server is not tested.";
  if (process.env.CI !== "true" || !canAptInstall()) throw new SetupError(words);
  const { output } = await step("PostgreSQL and Redis (apt-get)", () => aptInstall("postgresql", "redis-server"));
  if (findDatabases() === undefined) throw new SetupError(`${words}\n${output.trim().slice(-2000)}`);
};

/** PostgreSQL, Redis, and a virtual environment with an Agent Server that keeps its crons there. */
export const ensurePostgresAgentServer = async () => {
  await ensureDatabases();
  await ensureVenv({
    title: "Agent Server on PostgreSQL and Redis (langgraph-runtime-pg from PyPI)",
    name,
    requirements: fileURLToPath(new URL("postgresAgentServer.requirements.txt", import.meta.url)),
  });
};
