import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [visible] the command writes to this terminal; otherwise its output is only collected
 * @property {number} [timeout] milliseconds after which the program is asked to stop
 * @property {number} [uid] the user it runs as; only root may change it
 * @property {boolean} [yields] it, and all that it starts, run when others leave a core free
 *
 * @typedef {object} Finished
 * @property {number} code 127 if the program does not exist
 * @property {string} output standard output and error, in order of arrival; empty if `visible`
 */

/**
 * Runs a program until it exits, without standard input. Never throws.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Finished>}
 */
export const runCommand = (program, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", options.visible ? "inherit" : "pipe", options.visible ? "inherit" : "pipe"],
      timeout: options.timeout,
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      windowsHide: true,
    });
    if (options.yields && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
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
