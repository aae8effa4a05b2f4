import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
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
}

export interface RunningVscodeServer {
  readonly folder: string;
  readonly log: string;
  readonly origin: string;
  address(what: WorkbenchAddress): string;
  /** Resolves when the extension hosts of closed windows have ended: until then they may write. */
  untilWindowsClosed(): Promise<void>;
  /** Deletes all that closed windows have kept on disk, and sets these settings. */
  reset(settings?: JsonObject): Promise<void>;
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

/** Longer than a host waits for a window that may come back. */
const hostLimit = 90_000;

async function untilExtensionHostsEnded(log: string): Promise<void> {
  const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
  const deadline = performance.now() + hostLimit;
  for (;;) {
    const text = await readFile(log, "utf8");
    if (count(text, /Launched Extension Host/g) === count(text, /Extension Host Process exited/g)) return;
    if (performance.now() > deadline) throw new Error(`An extension host goes on without its window (${log}).`);
    await pause(50);
  }
}

/** What the server has only found out about its own extensions, which takes it a while. */
const cached = /^caches$|ExtensionsCache\.json$/;

async function writeProfile(folder: string, settings: JsonObject): Promise<void> {
  const user = join(folder, "data", "data", "User");
  await mkdir(user, { recursive: true });
  for (const name of await readdir(user)) {
    if (!cached.test(name)) await rm(join(user, name), { recursive: true });
  }
  await writeFile(join(user, "settings.json"), JSON.stringify({ ...quietSettings, ...settings }));
}

/** Starts a real VS Code for the browser; it answers when this resolves. */
export async function startVscodeServer(options: VscodeServerOptions): Promise<RunningVscodeServer> {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-vscode-"));
  const log = inArtifacts(`vscode-${options.name}.log`);
  await writeProfile(folder, options.settings ?? {});
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
    origin: `http://127.0.0.1:${server.port}`,
    address: server.address,
    untilWindowsClosed: () => untilExtensionHostsEnded(log),
    reset: (settings = {}) => writeProfile(folder, settings),
    stop: async () => {
      await server.stop();
      expectNoCanary(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
