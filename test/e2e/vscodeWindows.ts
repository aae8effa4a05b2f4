import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import type { JsonObject } from "../../src/core/base/json";
import { launchBrowser, openContext } from "../support/browser";
import { expectNoCanary } from "../support/canary";
import { inArtifacts, projectFolder, sampleWorkspace } from "../support/paths";
import { type RunningVscodeServer, startVscodeServer, type VscodeServerOptions } from "../support/vscodeServer";
import { expectNoCanaryOn } from "./expectNoCanaryOn";
import { Workbench } from "./pages/workbench";

export interface WindowOptions {
  /** Folder to open; a copy is opened, so that a test may change it. Default: the sample workspace. */
  readonly workspace?: string;
  readonly settings?: JsonObject;
}

export interface OpenedWindow {
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
  private current: { readonly page: Page; readonly workspace: string } | undefined;

  private constructor(
    private readonly vscode: RunningVscodeServer,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
    private readonly extension: string | undefined,
  ) {}

  /** `timeZone`: of the person, and of the machine that VS Code runs on. Default: UTC. */
  static async start({
    timeZone = "UTC",
    ...options
  }: VscodeServerOptions & { readonly timeZone?: string }): Promise<VscodeWindows> {
    const vscode = await startVscodeServer({ ...options, env: { TZ: timeZone, ...options.env } });
    const browser = await launchBrowser();
    const context = await openContext(browser, {
      permissions: ["clipboard-read", "clipboard-write"],
      timezoneId: timeZone,
    });
    await context.tracing.start({ screenshots: traceFully, snapshots: traceFully });
    return new VscodeWindows(vscode, browser, context, options.vsix === undefined ? projectFolder : undefined);
  }

  /** Opens a window with the extension for the running test, and closes it with the test. */
  async openForTest(name: string, options: WindowOptions = {}): Promise<OpenedWindow> {
    await this.watch(name, () => this.close());
    return this.open(options);
  }

  /**
   * If the running test fails, it leaves `artifacts/traces/<name>.zip` (Playwright's trace) and
   * `artifacts/failures/<name>.png`. The key is looked for in the window that is open when it ends; then comes `ended`.
   */
  async watch(name: string, ended: (failed: boolean) => Promise<void>): Promise<void> {
    await this.context.tracing.startChunk({ title: name });
    onTestFinished(async ({ task }) => {
      const failed = task.result?.state === "fail";
      if (failed) await this.current?.page.screenshot({ path: inArtifacts("failures", `${name}.png`) });
      await mkdir(inArtifacts("traces"), { recursive: true });
      await this.context.tracing.stopChunk(failed ? { path: inArtifacts("traces", `${name}.zip`) } : {});
      try {
        if (this.current !== undefined) await expectNoCanaryOn(this.current.page);
      } finally {
        await ended(failed);
      }
      expectNoCanary(this.vscode.folder);
    });
  }

  async open(options: WindowOptions): Promise<OpenedWindow> {
    await this.forget(options.settings);
    const workspace = await mkdtemp(join(tmpdir(), "langgraph-crons-workspace-"));
    await cp(options.workspace ?? sampleWorkspace, workspace, { recursive: true });
    const page = await this.context.newPage();
    this.current = { page, workspace };
    page.setDefaultTimeout(stepLimit);
    const extension = this.extension === undefined ? {} : { extension: this.extension };
    const workbench = new Workbench(page, this.vscode, { workspace, ...extension });
    await workbench.open();
    return { workbench, workspace, profile: this.vscode.folder };
  }

  /** Closes the window that is open, and deletes its workspace, which must not contain the key. */
  async close(): Promise<void> {
    if (this.current === undefined) return;
    const { page, workspace } = this.current;
    this.current = undefined;
    await page.close();
    await this.vscode.untilWindowsClosed();
    expectNoCanary(workspace);
    await rm(workspace, { recursive: true, force: true });
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
