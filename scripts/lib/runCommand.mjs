import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { letSessionGiveWay } from "./sessionPriority.mjs";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [visible] the command writes to this terminal; otherwise its output is only collected
 * @property {number} [timeout] milliseconds after which the program is asked to stop
 * @property {number} [uid] the user it runs as; only root may change it
 * @property {number} [niceness] how far it, and all that it starts, give way to others: 0, the default, to 19. A program
 *   that gives way leads a session, so Ctrl+C does not reach it: it ends with this process.
 *
 * @typedef {object} Finished
 * @property {number} code 127 if the program does not exist
 * @property {string} output standard output and error, in order of arrival; empty if `visible`
 */

/** A group that has ended is no error. */
const interrupt = (/** @type {number} */ pid) => {
  try {
    process.kill(pid, "SIGINT");
  } catch {}
};

const giveWay = (
  /** @type {import("node:child_process").ChildProcess} */ child,
  /** @type {number} */ pid,
  /** @type {number} */ niceness,
) => {
  setPriority(pid, niceness);
  letSessionGiveWay(pid, niceness);
  const end = () => interrupt(process.platform === "win32" ? pid : -pid);
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
};

/**
 * Runs a program until it exits, without standard input. Never throws.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Finished>}
 */
export const runCommand = (program, args, options = {}) =>
  new Promise((resolve) => {
    const { niceness = 0 } = options;
    const givesWay = niceness > 0;
    const child = spawn(program, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", options.visible ? "inherit" : "pipe", options.visible ? "inherit" : "pipe"],
      timeout: options.timeout,
      detached: givesWay && process.platform !== "win32",
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      windowsHide: true,
    });
    if (givesWay && child.pid !== undefined) giveWay(child, child.pid, niceness);
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code, signal) => {
      if (signal !== null) output += `Ended by ${signal}.\n`;
      resolve({ code: code ?? 1, output });
    });
  });
