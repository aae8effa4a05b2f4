import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installFromFolder } from "../lib/installFromFolder.mjs";
import { inArtifacts, inCache } from "../lib/paths.mjs";
import { startVscodeServerProcess } from "../lib/vscodeServer.mjs";
import { ensureVscodeServer } from "../setup/vscodeServer.mjs";

/** A browser keeps connections and keys by address, so the port stays the same unless it is taken. */
const preferredPort = 8923;

/** Used for the first start only; after that they are the user's. */
const firstSettings = {
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
};

/**
 * Starts the VS Code that runs in a browser, with the extension.
 * @param {string} node
 * @param {string} extension its folder
 * @param {NodeJS.ProcessEnv} env added to this process's
 */
export const startInBrowser = async (node, extension, env) => {
  await ensureVscodeServer(node);
  const folder = inCache("start");
  const settings = join(folder, "data", "data", "User", "settings.json");
  if (!existsSync(settings)) {
    mkdirSync(join(settings, ".."), { recursive: true });
    writeFileSync(settings, `${JSON.stringify(firstSettings, undefined, 2)}\n`);
  }
  installFromFolder(join(folder, "extensions"), extension);
  const log = inArtifacts("vscode-start.log");
  return startVscodeServerProcess({ node, folder, log, preferredPort, forPeople: true, env });
};
