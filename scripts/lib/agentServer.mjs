import { agentServerPython } from "../setup/agentServer.mjs";
import { freePort } from "./freePort.mjs";
import { answersAt, startServerProcess } from "./serverProcess.mjs";

/**
 * @typedef {object} AgentServerOptions
 * @property {string} folder holds `langgraph.json`; the server keeps its state in it
 * @property {string} log
 * @property {string} [python]
 * @property {number} [port] exactly this one, for a test that restarts a server
 * @property {number} [preferredPort] used if it is free
 * @property {number} [jobs] how many runs at once; default: the server's own
 * @property {NodeJS.ProcessEnv} [env] added to this process's
 *
 * @typedef {import("./serverProcess.mjs").ServerProcess & { readonly url: string, readonly port: number }} AgentServerProcess
 */

/** Removes the developer's keys and tracing: a server for trying things out must not use them. */
export const cleanEnvironment = () => {
  const entries = Object.entries(process.env).filter(([name]) => !/^(LANGSMITH|LANGCHAIN|LANGGRAPH)_/.test(name));
  return { ...Object.fromEntries(entries), LANGSMITH_TRACING: "false", LANGGRAPH_CLI_NO_ANALYTICS: "1", NO_COLOR: "1" };
};

/**
 * Starts the official development server with the graphs of a folder.
 * @param {AgentServerOptions} options
 * @returns {Promise<AgentServerProcess>}
 */
export const startAgentServerProcess = async (options) => {
  const port = options.port ?? (await freePort(options.preferredPort));
  const url = `http://127.0.0.1:${port}`;
  const server = await startServerProcess({
    title: "The Agent Server",
    program: options.python ?? agentServerPython,
    args: [
      ...["-m", "langgraph_cli", "dev", "--no-browser", "--no-reload", "--host", "127.0.0.1", "--port", String(port)],
      ...(options.jobs === undefined ? [] : ["--n-jobs-per-worker", String(options.jobs)]),
    ],
    cwd: options.folder,
    env: { ...cleanEnvironment(), ...options.env },
    log: options.log,
    isReady: answersAt(`${url}/ok`),
    timeout: 120_000,
  });
  return { ...server, url, port };
};
