import { existsSync } from "node:fs";
import { inCache } from "../lib/paths.mjs";
import { say } from "../lib/say.mjs";
import { SetupError } from "../lib/setupError.mjs";

const hasDisplay = () =>
  process.platform !== "linux" || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/**
 * A desktop VS Code for extension-host tests: the one that VSCODE_EXECUTABLE_PATH names, or a downloaded one.
 * Undefined if no window can be opened, or if VS Code cannot be downloaded.
 * @returns {Promise<string | undefined>}
 */
export const findDesktopVscode = async () => {
  const named = process.env.VSCODE_EXECUTABLE_PATH;
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new SetupError(`VSCODE_EXECUTABLE_PATH names ${named}, which does not exist.`);
    return named;
  }
  if (!hasDisplay()) return undefined;
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  try {
    return await downloadAndUnzipVSCode({ cachePath: inCache("desktop"), timeout: 15_000 });
  } catch (error) {
    say(`VS Code cannot be downloaded (${error instanceof Error ? error.message : error}); taking the one from npm.`);
    return undefined;
  }
};
