import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { builtFile } from "../../support/builtFile";
import type { FormBrowser } from "./formBrowser";
import { testZone } from "./formHost";
import { dressOf, type ThemeName } from "./theme";
import type { LoadedPage, SideOf } from "./webviewTab";

/** A theme, or the colours that the user has forced. */
export interface Look {
  readonly theme?: ThemeName;
  /** As with the contrast themes of Windows. */
  readonly forcedColors?: boolean;
}

export interface WebviewOptions extends Look {
  readonly width?: number;
  readonly height?: number;
  /** Of the user; the texts are English all the same. */
  readonly language?: string;
  /** The browser's own zone. */
  readonly zone?: string;
  /** What the page's clock shows when it loads, in epoch milliseconds. Default: the real time. */
  readonly now?: number;
  /** The test sets the page's clock. */
  readonly ownClock?: boolean;
  /** What VS Code kept of an earlier page. */
  readonly saved?: unknown;
}

export interface OpenWebview {
  readonly page: Page;
  /** What the page gave VS Code to keep, newest last. */
  readonly states: readonly unknown[];
  /** Errors, policy violations and dropped messages: a sound page has none. */
  readonly problems: string[];
  /** The user chooses another theme. */
  setLook(look: Look): Promise<void>;
  close(): Promise<void>;
  /** Shows the content of another side in the same document, as when a form is restarted. */
  handOver(serve: ServeWebview): Promise<OpenWebview>;
}

/** The side of VS Code: gets the page's messages, and a way to answer that may be used until the page is closed. */
export type ServeWebview = (post: (message: unknown) => void, problems: string[]) => (message: unknown) => unknown;

/** Opens one of the built pages as VS Code would: same HTML, same policy, same variables, `acquireVsCodeApi`. */
export async function openWebview(
  browser: FormBrowser,
  name: "cronForm" | "report" | "upcoming",
  options: WebviewOptions,
  serve: ServeWebview,
): Promise<OpenWebview> {
  const { width = 900, height = 1000, zone = testZone, language = "en", saved = null, now = null } = options;
  const [files, { close, tab }] = await Promise.all([
    builtFiles(name),
    browser.newTab(zone, options.ownClock === true),
  ]);
  const { page } = tab;
  await page.setViewportSize({ width, height });
  await forceColors(page, options);
  const setLook = async (look: Look): Promise<void> => {
    await forceColors(page, look);
    await page.evaluate((dress) => window.wear(dress), dressOf(look.theme ?? "light"));
  };
  const connected = async (next: ServeWebview, begin: (sideOf: SideOf) => Promise<void>): Promise<OpenWebview> => {
    const states: unknown[] = [];
    const problems: string[] = [];
    await begin((post) => ({
      receive: next(post, problems),
      keep: (state) => states.push(state),
      trouble: (what) => problems.push(what),
    }));
    return { page, states, problems, setLook, close, handOver };
  };
  const handOver = (next: ServeWebview) => connected(next, (sideOf) => tab.handOver(sideOf));
  const loaded: LoadedPage = { name, language, files, dress: dressOf(options.theme ?? "light"), saved, now };
  const opened = await connected(serve, (sideOf) => tab.load(loaded, sideOf));
  await page
    .locator("main")
    .waitFor({ timeout: 30_000 })
    .catch((failure: unknown) => {
      throw new Error(`The page did not come up. ${opened.problems.join("; ")}`, { cause: failure });
    });
  return opened;
}

export const forceColors = (page: Page, { forcedColors = false }: Look) =>
  page.emulateMedia({ forcedColors: forcedColors ? "active" : "none" });

/** What the page loads, by its path. */
async function builtFiles(page: string): Promise<LoadedPage["files"]> {
  const types = { [`${page}.js`]: "text/javascript", [`${page}.css`]: "text/css" };
  const files = Object.entries(types).map(
    async ([name, contentType]) => [`/${name}`, { contentType, body: await readFile(builtFile(name)) }] as const,
  );
  return new Map(await Promise.all(files));
}
