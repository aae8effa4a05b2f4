import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inArtifacts, inCache } from "../lib/paths.mjs";
import { startVscodeServerProcess } from "../lib/vscodeServer.mjs";
import { ensureVscodeServer } from "../setup/vscodeServer.mjs";

/** A browser keeps connections and keys by address: the same one every day, unless something else has it. */
const preferredPort = 8923;

/** For the first start only; afterwards they are the user's. */
const firstSettings = {
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
};

/** Starts the VS Code that runs in a browser. */
export const startInBrowser = async (/** @type {string} */ node) => {
  await ensureVscodeServer(node);
  const folder = inCache("start");
  const settings = join(folder, "data", "data", "User", "settings.json");
  if (!existsSync(settings)) {
    mkdirSync(join(settings, ".."), { recursive: true });
    writeFileSync(settings, `${JSON.stringify(firstSettings, undefined, 2)}\n`);
  }
  return startVscodeServerProcess({ node, folder, log: inArtifacts("vscode-start.log"), preferredPort });
};
