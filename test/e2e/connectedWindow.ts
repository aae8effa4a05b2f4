import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { sampleWorkspace } from "../support/paths";
import { openTestServer } from "../support/testServer";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { openTreatingProxy, type TreatingProxy } from "./treatingProxy";
import type { OpenedWindow, VscodeWindows } from "./vscodeWindows";

/** What a test is given that needs no window of its own. */
export interface Connected extends OpenedWindow {
  readonly view: CronsView;
  /** In front of the shared Agent Server; its address is the connection's. It lets everything through at first. */
  readonly proxy: TreatingProxy;
}

/** One window for many tests, with one connection. A failed test's window is closed: the next gets a new one. */
export class ConnectedWindow {
  private connected: Connected | undefined;

  constructor(private readonly windows: VscodeWindows) {}

  /** The window for the running test. */
  async openForTest(name: string): Promise<Connected> {
    await this.windows.watch(name, async (failed) => {
      if (failed) await this.close();
    });
    this.connected = await this.clearUp().catch(() => this.connect());
    return this.connected;
  }

  async close(): Promise<void> {
    await this.windows.close();
    await this.connected?.proxy.close();
    this.connected = undefined;
  }

  private async connect(): Promise<Connected> {
    await this.close();
    await new ServerApi(agentServerUrl()).removeAllCrons();
    const proxy = await openTreatingProxy(agentServerUrl());
    // The tree shows a connection once its server has something to show.
    await openTestServer(agentServerUrl()).createThread();
    const window = await this.windows.open({ settings: { "files.autoSave": "off", "explorer.autoReveal": false } });
    const view = new CronsView(window.workbench);
    await view.addConnection(proxy.url);
    return { ...window, view, proxy };
  }

  /** Rejects where the window can't be made as if it had just been opened. */
  private async clearUp(): Promise<Connected> {
    if (this.connected === undefined) throw new Error("There is no window yet.");
    const { proxy, view, workbench, workspace } = this.connected;
    const { page } = workbench;
    proxy.treat(() => ({ kind: "pass" }));
    await new ServerApi(agentServerUrl()).removeAllCrons();
    await workbench.closeAll();
    for (const name of await readdir(workspace)) await rm(join(workspace, name), { recursive: true });
    await cp(sampleWorkspace, workspace, { recursive: true });
    await view.show();
    await workbench.runCommand("Crons for LangGraph: Refresh");
    await expect.poll(() => workbench.treeItem(/^Cron /).count(), { timeout: 20_000 }).toBe(0);
    await view.focus();
    // Nothing is selected: commands from the palette would act on it.
    for (let press = 0; press < 2; press++) await page.keyboard.press("Escape");
    return this.connected;
  }
}
