import { aegraPython } from "../setup/aegra.mjs";
import { cleanEnvironment } from "./agentServer.mjs";
import { startDatabases } from "./databases.mjs";
import { freePort } from "./freePort.mjs";
import { answersAt, startServerProcess } from "./serverProcess.mjs";

/**
 * @typedef {object} AegraOptions
 * @property {string} folder holds `langgraph.json`, which Aegra reads too
 * @property {(name: string) => string} logFile
 * @property {string} [postgresUri] a database that already runs; default: a new one
 * @property {NodeJS.ProcessEnv} [env] added to this process's
 */

const databaseEnvironment = (/** @type {string} */ postgresUri) => {
  const { hostname, port, username, pathname } = new URL(postgresUri);
  return {
    POSTGRES_HOST: hostname,
    POSTGRES_PORT: port,
    POSTGRES_USER: username,
    // The user needs no password, but Aegra requires a value.
    POSTGRES_PASSWORD: "unused",
    POSTGRES_DB: pathname.slice(1),
  };
};

/**
 * Starts Aegra without authentication: every client is the same user.
 * @param {AegraOptions} options
 * @returns {Promise<{ readonly url: string, readonly postgresUri: string, readonly stop: () => Promise<void> }>}
 */
export const startAegraProcess = async ({ folder, logFile, postgresUri, env }) => {
  const own = postgresUri === undefined ? await startDatabases(logFile, { redis: false }) : undefined;
  const database = postgresUri ?? own?.postgresUri ?? "";
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await startServerProcess({
      title: "Aegra",
      program: aegraPython,
      args: ["-m", "uvicorn", "aegra_api.main:app", "--host", "127.0.0.1", "--port", String(port)],
      cwd: folder,
      env: { ...cleanEnvironment(), ...databaseEnvironment(database), AUTH_TYPE: "noop", ...env },
      log: logFile("server"),
      isReady: answersAt(`${url}/info`),
      timeout: 120_000,
    });
    const stop = async () => {
      await server.stop();
      await own?.stop();
    };
    return { url, postgresUri: database, stop };
  } catch (error) {
    await own?.stop();
    throw error;
  }
};
