import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";
import { ensureBrowser } from "../../scripts/setup/browser.mjs";

/** No sandbox, because tests run as root in containers, and no traffic to the browser's vendor. */
const quietArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** In pixels. */
export const windowSize = { width: 1280, height: 800 } as const;

/** What moves is drawn again and again, and shows nothing that a test looks at. */
const view: BrowserContextOptions = { viewport: windowSize, locale: "en-US", reducedMotion: "reduce" };

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureBrowser(process.execPath), args: quietArguments });
}

/** A window with its own storage: what VS Code keeps in the browser (secrets, state) starts empty. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({ ...view, ...options });
}
