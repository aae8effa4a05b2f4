/**
 * @typedef {Readonly<Record<string, string | undefined>>} Variables
 */

const commands = ["check", "plan", "apply"];

/** Inputs for the server, and the option that each of them is. */
const serverOptions = { ENVIRONMENT: "--env", URL: "--url", API_KEY_ENV: "--api-key-env" };

const lines = (/** @type {string | undefined} */ text) =>
  (text ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/**
 * The arguments of the command line for the inputs of `action.yml`, which come as variables. Throws an error that says
 * which input is wrong.
 * @param {Variables} inputs
 * @returns {readonly string[]}
 */
export const commandOf = (inputs) => {
  const { COMMAND: command = "", COMMENT: comment, OPTIONS: options, OUT: out = "", PATHS: paths } = inputs;
  if (!commands.includes(command)) throw new Error(`The input “command” is ${commands.join(", ")}, not “${command}”.`);
  if (comment !== "true" && comment !== "false") {
    throw new Error(`The input “comment” is true or false, not “${comment}”.`);
  }
  const server = Object.entries(serverOptions).flatMap(([input, option]) => {
    const value = inputs[input] ?? "";
    // Only the files are looked at: a check knows no server.
    return value === "" || (command === "check" && input !== "ENVIRONMENT") ? [] : [`${option}=${value}`];
  });
  const own = {
    check: [],
    plan: [...(comment === "true" ? ["--comment"] : []), ...(out === "" ? [] : [`--out=${out}`])],
    apply: ["--yes"],
  }[/** @type {"check" | "plan" | "apply"} */ (command)];
  const files = lines(paths);
  return [
    ...[command, "--format=github", ...server, ...own, ...lines(options)],
    ...["--", ...(files.length === 0 ? ["."] : files)],
  ];
};
