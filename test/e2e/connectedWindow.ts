import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { agentServerUrl } from "../support/agentServerUrl";
import { windowSize } from "../support/browser";
import { sampleWorkspace } from "../support/paths";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { openTreatingProxy, type TreatingProxy } from "./treatingProxy";
import type { OpenedWindow, VscodeWindows } from "./vscodeWindows";

/** What a test is given that needs no window of its own. */
export interface Connected extends OpenedWindow {
  readonly view: CronsView;
  /** The shared Agent Server: neither crons nor threads. */
  readonly api: ServerApi;
  /** In front of it; its address is the connection's. It lets everything through at first. */
  readonly proxy: TreatingProxy;
}

const settings = {
  "explorer.autoReveal": false,
  "files.autoSave": "off",
  // A file that a test before had open, and that is gone, would be offered in place of one of the same name.
  "search.quickOpen.includeHistory": false,
};

/** One window for many tests, with one connection. A failed test's window is closed: the next gets a new one. */
export class ConnectedWindow {
  private connected: Connected | undefined;

  constructor(private readonly windows: VscodeWindows) {}

  /** The window for the running test. */
  async openForTest(name: string): Promise<Connected> {
    await this.windows.watch(name, async (failed) => {
      if (failed) await this.close();
      // Other windows see the server, too, and what it runs takes time from the next test.
      await new ServerApi(agentServerUrl()).removeAll();
    });
    const again = this.connected && this.clearUp(this.connected).catch(() => undefined);
    this.connected = (await again) ?? (await this.connect());
    return this.connected;
  }

  async close(): Promise<void> {
    await this.windows.close();
    await this.connected?.proxy.close();
    this.connected = undefined;
  }

  private async connect(): Promise<Connected> {
    await this.close();
    const api = new ServerApi(agentServerUrl());
    await api.removeAll();
    // The tree shows a connection once its server has something to show.
    await api.createThread("Seen before");
    const proxy = await openTreatingProxy(agentServerUrl());
    const window = await this.windows.open({ settings });
    const view = new CronsView(window.workbench);
    await view.addConnection(proxy.url);
    return this.clearUp({ ...window, api, view, proxy });
  }

  /** Rejects where the window can't be made as if it had just been opened. */
  private async clearUp(connected: Connected): Promise<Connected> {
    const { api, proxy, view, workbench, workspace } = connected;
    const { page } = workbench;
    proxy.treat(() => ({ kind: "pass" }));
    await api.removeAll();
    await page.setViewportSize(windowSize);
    await workbench.closeAll();
    for (const name of await readdir(workspace)) await rm(join(workspace, name), { recursive: true });
    await cp(sampleWorkspace, workspace, { recursive: true });
    await view.show();
    await workbench.runCommand("Crons for LangGraph: Refresh");
    // Rows that are gone are as folded as new ones when they come back.
    await workbench.welcome.getByText("The server has neither threads nor crons yet.").waitFor({ timeout: 20_000 });
    await view.focus();
    // Nothing is selected: commands from the palette would act on it.
    for (let press = 0; press < 2; press++) await page.keyboard.press("Escape");
    return connected;
  }
}
