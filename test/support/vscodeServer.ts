import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../scripts/lib/runCommand.mjs";
import {
  installExtensionArguments,
  startVscodeServerProcess,
  type WorkbenchAddress,
} from "../../scripts/lib/vscodeServer.mjs";
import type { JsonObject } from "../../src/core/base/json";
import { expectNoCanary } from "./canary";
import { inArtifacts } from "./paths";

export interface VscodeServerOptions {
  /** Names the log, `artifacts/vscode-<name>.log`. */
  readonly name: string;
  /** False: a folder opens in restricted mode until the user trusts it. Default: true. */
  readonly trusted?: boolean;
  /** User settings, written before the start; they are added to `quietSettings`. */
  readonly settings?: JsonObject;
  /** Visible to the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** A packaged extension to install before the start. */
  readonly vsix?: string;
  /** Keeps settings and extensions for a later start with the same folder. Default: a new one, deleted at the end. */
  readonly folder?: string;
}

export interface RunningVscodeServer {
  readonly folder: string;
  readonly log: string;
  address(what: WorkbenchAddress): string;
  stop(): Promise<void>;
}

/** Hides everything that a test or a screenshot is not about. */
const quietSettings: JsonObject = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.colorTheme": "Light Modern",
  "workbench.enableExperiments": false,
  "workbench.layoutControl.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

async function install(folder: string, vsix: string): Promise<void> {
  const { code, output } = await runCommand(process.execPath, installExtensionArguments(folder, vsix));
  if (code !== 0) throw new Error(`VS Code does not install ${vsix}:\n${output}`);
}

/** Starts a real VS Code for the browser; it answers when this resolves. */
export async function startVscodeServer(options: VscodeServerOptions): Promise<RunningVscodeServer> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "langgraph-crons-vscode-")));
  const settingsFile = join(folder, "data", "data", "User", "settings.json");
  const log = inArtifacts(`vscode-${options.name}.log`);
  await mkdir(join(settingsFile, ".."), { recursive: true });
  await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...options.settings }));
  if (options.vsix !== undefined) await install(folder, options.vsix);
  const server = await startVscodeServerProcess({
    node: process.execPath,
    folder,
    log,
    trusted: options.trusted ?? true,
    env: { ...options.env },
  });
  return {
    folder,
    log,
    address: server.address,
    stop: async () => {
      await server.stop();
      expectNoCanary(folder);
      if (options.folder === undefined)
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
