import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../../support/browser";

export interface FormPage {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * A browser whose windows stay open for the pages of many tests: opening a window takes more than everything that the form
 * does in it. Pages of a window share their time zone, and a storage that the form has no use for.
 */
export class FormBrowser {
  private readonly windows = new Map<string, Promise<BrowserContext>>();

  private constructor(private readonly browser: Browser) {}

  static async launch(): Promise<FormBrowser> {
    return new FormBrowser(await launchBrowser());
  }

  /** A page in the window of its zone; with a clock of its own in a window of its own, since Playwright sets it for all. */
  async newPage(zone: string, ownClock: boolean): Promise<FormPage> {
    if (ownClock) {
      const context = await this.browser.newContext({ locale: "en-US", timezoneId: zone });
      return { page: await context.newPage(), close: () => context.close() };
    }
    const window = this.windows.get(zone) ?? this.openWindow(zone);
    this.windows.set(zone, window);
    const page = await (await window).newPage();
    return { page, close: () => page.close() };
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private async openWindow(zone: string): Promise<BrowserContext> {
    const context = await this.browser.newContext({ locale: "en-US", timezoneId: zone });
    // The window closes with its last page, so this one stays.
    await context.newPage();
    return context;
  }
}
