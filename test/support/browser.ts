import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";
import { ensureBrowser } from "../../scripts/setup/browser.mjs";

/** Without a sandbox because tests run as root in containers; and nothing that talks to the browser's maker. */
const quietArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const view: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: "en-US" };

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(process.execPath), args: quietArguments });
}

/** A window with its own storage: what VS Code keeps in the browser (secrets, state) is new in each. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({ ...view, ...options });
}
