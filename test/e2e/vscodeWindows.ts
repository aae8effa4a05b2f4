import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { onTestFinished } from "vitest";
import type { JsonObject } from "../../src/core/base/json";
import { launchBrowser, openContext } from "../support/browser";
import { expectNoCanary } from "../support/canary";
import { inArtifacts, projectFolder, sampleWorkspace } from "../support/paths";
import { type RunningVscodeServer, startVscodeServer, type VscodeServerOptions } from "../support/vscodeServer";
import { expectNoCanaryOn } from "./expectNoCanaryOn";
import { Workbench } from "./pages/workbench";

export interface WindowOptions {
  /** Names traces and pictures of failures. */
  readonly name: string;
  /** Folder to open; a copy is opened, so that a test may change it. Default: the sample workspace. */
  readonly workspace?: string;
  readonly settings?: JsonObject;
}

export interface OpenedWorkbench {
  readonly workbench: Workbench;
  /** The copy that is open. */
  readonly workspace: string;
  /** VS Code's settings, logs and states on disk. */
  readonly profile: string;
}

/** Milliseconds for one thing to appear; on two busy cores a webview can take half a minute. */
const stepLimit = 60_000;

/** Pictures and pages of every step double the time of a test. */
const traceFully = process.env.LANGGRAPH_CRONS_FULL_TRACE === "1";

/** Storage of a page that holds state and secrets. What is only a cache stays, so that the next window opens faster. */
const statefulStorage = "cookies,file_systems,indexeddb,local_storage,websql";

/** A VS Code server and a browser, in which one window after the other is opened: each starts from an empty profile. */
export class VscodeWindows {
  private constructor(
    private readonly vscode: RunningVscodeServer,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
    private readonly extension: string | undefined,
  ) {}

  static async start(options: VscodeServerOptions): Promise<VscodeWindows> {
    const vscode = await startVscodeServer(options);
    const browser = await launchBrowser();
    const context = await openContext(browser, { permissions: ["clipboard-read", "clipboard-write"] });
    await context.tracing.start({ screenshots: traceFully, snapshots: traceFully });
    return new VscodeWindows(vscode, browser, context, options.vsix === undefined ? projectFolder : undefined);
  }

  /**
   * Opens a window with the extension for the running test, and closes it with the test.
   * A failed test leaves `artifacts/traces/<name>.zip` (Playwright's trace) and `artifacts/failures/<name>.png`.
   */
  async open({ name, ...options }: WindowOptions): Promise<OpenedWorkbench> {
    await this.forget(options.settings);
    const workspace = await mkdtemp(join(tmpdir(), "langgraph-crons-workspace-"));
    await cp(options.workspace ?? sampleWorkspace, workspace, { recursive: true });
    const page = await this.context.newPage();
    page.setDefaultTimeout(stepLimit);
    await this.context.tracing.startChunk({ title: name });
    onTestFinished(async ({ task }) => {
      const failed = task.result?.state === "fail";
      if (failed) await page.screenshot({ path: inArtifacts("failures", `${name}.png`) });
      await mkdir(inArtifacts("traces"), { recursive: true });
      await this.context.tracing.stopChunk(failed ? { path: inArtifacts("traces", `${name}.zip`) } : {});
      try {
        await expectNoCanaryOn(page);
      } finally {
        await page.close();
      }
      await this.vscode.untilWindowsClosed();
      expectNoCanary(workspace, this.vscode.folder);
      await rm(workspace, { recursive: true, force: true });
    });

    const extension = this.extension === undefined ? {} : { extension: this.extension };
    const workbench = new Workbench(page, this.vscode, { workspace, ...extension });
    await workbench.open();
    return { workbench, workspace, profile: this.vscode.folder };
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.vscode.stop();
  }

  /** Removes all that the window before has left: connections, keys, drafts, journals, settings, history, clipboard. */
  private async forget(settings: JsonObject | undefined): Promise<void> {
    await this.vscode.reset(settings);
    const page = await this.context.newPage();
    const session = await this.context.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: this.vscode.origin, storageTypes: statefulStorage });
    await page.close();
    const { cookies, origins } = await this.context.storageState({ indexedDB: true });
    if (cookies.length + origins.length > 0) throw new Error("The window before this one has left something behind.");
  }
}
