import { readFileSync } from "node:fs";
import { join } from "node:path";
import { postgresAgentServerPython } from "../setup/postgresAgentServer.mjs";
import { cleanEnvironment } from "./agentServer.mjs";
import { startDatabases } from "./databases.mjs";
import { freePort } from "./freePort.mjs";
import { answersAt, startServerProcess } from "./serverProcess.mjs";

/**
 * @typedef {object} PostgresAgentServerOptions
 * @property {string} folder holds `langgraph.json`, and `nobody.py` beside it
 * @property {(name: string) => string} logFile
 * @property {NodeJS.ProcessEnv} [env] added to this process's
 */

/** The graphs of `langgraph.json`, with absolute paths. */
const graphsOf = (/** @type {string} */ folder) => {
  const { graphs } = JSON.parse(readFileSync(join(folder, "langgraph.json"), "utf8"));
  return Object.fromEntries(Object.entries(graphs).map(([name, place]) => [name, join(folder, place)]));
};

/**
 * Starts an Agent Server on a PostgreSQL and a Redis of its own.
 * @param {PostgresAgentServerOptions} options
 * @returns {Promise<{ readonly url: string, readonly postgresUri: string, readonly stop: () => Promise<void> }>}
 */
export const startPostgresAgentServerProcess = async ({ folder, logFile, env }) => {
  const databases = await startDatabases(logFile, { redis: true });
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await startServerProcess({
      title: "The Agent Server on PostgreSQL",
      program: postgresAgentServerPython,
      args: ["-m", "uvicorn", "langgraph_api.server:app", "--host", "127.0.0.1", "--port", String(port)],
      cwd: folder,
      env: {
        ...cleanEnvironment(),
        LANGGRAPH_RUNTIME_EDITION: "pg",
        DATABASE_URI: databases.postgresUri,
        REDIS_URI: databases.redisUri,
        MIGRATIONS_PATH: "__none__",
        LANGSERVE_GRAPHS: JSON.stringify(graphsOf(folder)),
        LANGGRAPH_AUTH: JSON.stringify({ path: `${join(folder, "nobody.py")}:auth` }),
        ...env,
      },
      log: logFile("server"),
      isReady: answersAt(`${url}/ok`),
      timeout: 120_000,
    });
    const stop = async () => {
      await server.stop();
      await databases.stop();
    };
    return { url, postgresUri: databases.postgresUri, stop };
  } catch (error) {
    await databases.stop();
    throw error;
  }
};
