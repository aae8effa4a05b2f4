import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { letSessionGiveWay } from "./sessionPriority.mjs";

/**
 * @typedef {object} ServerOptions
 * @property {string} title for error messages
 * @property {string} program
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} log file that gets the server's output
 * @property {() => Promise<boolean>} isReady polled until it returns true
 * @property {number} timeout milliseconds to wait for that
 * @property {number} [uid] the user it runs as; only root may change it
 *
 * @typedef {object} ServerProcess
 * @property {number} pid
 * @property {Promise<void>} exited
 * @property {() => Promise<void>} stop stops the process and its children; can be called more than once
 */

/** For `isReady`: true once this address answers without an error. */
export const answersAt = (/** @type {string} */ url) => async () => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000), redirect: "manual" });
    await response.arrayBuffer();
    return response.status < 400;
  } catch {
    return false;
  }
};

const endOf = (/** @type {string} */ file) => readFileSync(file, "utf8").trim().slice(-3000);

/** A server leads its own process group, so that its children end with it. Windows has no such groups. */
const signal = (/** @type {number} */ pid, /** @type {NodeJS.Signals} */ name) => {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, name);
  } catch {
    // Already gone.
  }
};

/**
 * Starts a server and waits until it answers. Rejects with the end of its log if it exits first or doesn't answer.
 * @param {ServerOptions} options
 * @returns {Promise<ServerProcess>}
 */
export const startServerProcess = async (options) => {
  mkdirSync(dirname(options.log), { recursive: true });
  const log = openSync(options.log, "w");
  const child = spawn(options.program, [...options.args], {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", log, log],
    detached: process.platform !== "win32",
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    windowsHide: true,
  });
  closeSync(log);
  const state = { running: true, problem: "" };
  /** @type {Promise<void>} */
  const exited = new Promise((resolve) => {
    child.once("error", (error) => {
      Object.assign(state, { running: false, problem: error.message });
      resolve();
    });
    child.once("exit", (code, name) => {
      Object.assign(state, { running: false, problem: `ended with ${name ?? `exit code ${code}`}` });
      resolve();
    });
  });
  const pid = child.pid ?? -1;
  // The server leads a session, which gives way like its starter.
  letSessionGiveWay(pid, getPriority());
  const stop = async () => {
    if (!state.running) return;
    signal(pid, "SIGTERM");
    await Promise.race([exited, pause(5000, undefined, { ref: false })]);
    if (state.running) signal(pid, "SIGKILL");
    await exited;
  };
  const deadline = performance.now() + options.timeout;
  while (state.running && performance.now() < deadline) {
    if (await options.isReady()) return { pid, exited, stop };
    await pause(100);
  }
  const problem = state.running ? `did not answer within ${options.timeout / 1000} s` : state.problem;
  await stop();
  throw new Error(`${options.title} ${problem}. The end of its log (${options.log}):\n${endOf(options.log)}`);
};
