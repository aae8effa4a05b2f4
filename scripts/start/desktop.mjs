import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runCommand } from "../lib/runCommand.mjs";
import { SetupError } from "../lib/setupError.mjs";

const onWindows = process.platform === "win32";

/** Path of the `code` command of the user's own VS Code, if there is one. */
export const findCode = () =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, onWindows ? "code.cmd" : "code"))
    .find((file) => existsSync(file));

/**
 * Opens a new window of the user's VS Code with the extension loaded from its folder.
 * @param {string} code
 * @param {string} extension
 * @param {{ readonly workspace: string, readonly file: string }} what folder and file to open
 * @param {NodeJS.ProcessEnv} env added to this process's; the window's extension host sees it
 */
export const openDesktop = async (code, extension, { workspace, file }, env) => {
  const args = ["--new-window", `--extensionDevelopmentPath=${extension}`, workspace, file];
  const options = { env: { ...process.env, ...env } };
  const { code: exitCode, output } = onWindows
    ? await runCommand("cmd.exe", ["/d", "/c", code, ...args], options)
    : await runCommand(code, args, options);
  if (exitCode !== 0) {
    throw new SetupError(
      `${code} did not open a window; "npm start -- --browser" opens VS Code in the browser.\n${output}`,
    );
  }
};
