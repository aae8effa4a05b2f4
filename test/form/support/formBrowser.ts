import type { Browser, BrowserContext } from "playwright-core";
import { launchBrowser } from "../../support/browser";
import { WebviewTab } from "./webviewTab";

export interface LentTab {
  readonly tab: WebviewTab;
  /** Nobody uses it any more. */
  close(): Promise<void>;
}

/**
 * A browser whose windows and tabs are used for many tests: opening them takes more than everything that the form does in
 * them. Tabs of a window share their time zone, and a storage that the form has no use for.
 */
export class FormBrowser {
  private readonly windows = new Map<string, Promise<BrowserContext>>();
  private readonly unused = new Map<string, readonly WebviewTab[]>();

  private constructor(private readonly browser: Browser) {}

  static async launch(): Promise<FormBrowser> {
    return new FormBrowser(await launchBrowser());
  }

  /** A tab in the window of its zone; with a clock of its own in a window of its own, since Playwright sets it for all. */
  async newTab(zone: string, ownClock: boolean): Promise<LentTab> {
    if (ownClock) {
      const context = await this.openWindow(zone);
      return { tab: await WebviewTab.on(await context.newPage()), close: () => context.close() };
    }
    const [unused, ...others] = this.unused.get(zone) ?? [];
    this.unused.set(zone, others);
    const tab = unused ?? (await this.openTab(zone));
    // One behind another may draw, and wait, for a fraction of a second each time.
    await tab.page.bringToFront();
    const close = async () => {
      await tab.leave();
      this.unused.set(zone, [...(this.unused.get(zone) ?? []), tab]);
    };
    return { tab, close };
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private async openTab(zone: string): Promise<WebviewTab> {
    const window = this.windows.get(zone) ?? this.openWindow(zone);
    this.windows.set(zone, window);
    return WebviewTab.on(await (await window).newPage());
  }

  private openWindow(zone: string): Promise<BrowserContext> {
    return this.browser.newContext({ locale: "en-US", timezoneId: zone });
  }
}
