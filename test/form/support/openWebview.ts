import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { pageHtml } from "../../../src/platform/pages/pageHtml";
import { builtFile } from "../../support/builtFile";
import type { FormBrowser } from "./formBrowser";
import { testZone } from "./formHost";
import { readTheme, type ThemeName, webviewDefaults } from "./theme";

const origin = "https://form.test";

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
  const { width = 900, height = 1000, zone = testZone, language = "en" } = options;
  const files = await builtFiles(name);
  const { page, close } = await browser.newPage(zone, options.ownClock === true);
  await page.setViewportSize({ width, height });
  await forceColors(page, options);
  const states: unknown[] = [];
  const problems: string[] = [];
  // As text: the driver takes seconds to carry an object of five megabytes.
  const post = (message: unknown) =>
    page.evaluate((sent) => window.postMessage(JSON.parse(sent), "*"), JSON.stringify(message));
  /** An answer may come when the test is over and the page gone. */
  const receive = serve((message) => void post(message).catch(() => undefined), problems);
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.exposeFunction("toHost", (message: string) => receive(JSON.parse(message)));
  await page.exposeFunction("keepState", (state: string) => states.push(JSON.parse(state)));
  await page.addInitScript(dressPage, dressOf(options));
  await page.addInitScript(preparePage, options.saved ?? null);
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = pathname === "/" ? htmlPage(name, language) : files.get(pathname);
    await route.fulfill(file ?? { status: 404, body: "" });
  });
  await page.goto(`${origin}/`);
  await page
    .locator("main")
    .waitFor({ timeout: 30_000 })
    .catch((failure: unknown) => {
      throw new Error(`The page did not come up. ${problems.join("; ")}`, { cause: failure });
    });
  const setLook = async (look: Look): Promise<void> => {
    await forceColors(page, look);
    await page.evaluate(dressPage, dressOf(look));
  };
  return { page, states, problems, setLook, close };
}

const forceColors = (page: Page, { forcedColors = false }: Look) =>
  page.emulateMedia({ forcedColors: forcedColors ? "active" : "none" });

function htmlPage(name: string, language: string) {
  const body = pageHtml({
    nonce: "0123456789abcdef0123456789abcdef",
    cspSource: origin,
    scriptUri: `${origin}/${name}.js`,
    styleUri: `${origin}/${name}.css`,
    language,
    title: "Create Cron",
  });
  return { contentType: "text/html", body };
}

interface ServedFile {
  readonly contentType: string;
  readonly body: Buffer;
}

/** What the page loads, by its path. */
async function builtFiles(page: string): Promise<ReadonlyMap<string, ServedFile>> {
  const types = { [`${page}.js`]: "text/javascript", [`${page}.css`]: "text/css" };
  const files = Object.entries(types).map(
    async ([name, contentType]): Promise<[string, ServedFile]> => [
      `/${name}`,
      { contentType, body: await readFile(builtFile(name)) },
    ],
  );
  return new Map(await Promise.all(files));
}

type Dress = ReturnType<typeof dressOf>;

const dressOf = ({ theme = "light" }: Look) => ({ theme: readTheme(theme), defaults: webviewDefaults() });

/** Runs in the page: the variables and the class that VS Code gives a webview, before it loads and with each new theme. */
function dressPage({ theme, defaults }: Dress): void {
  const sheet = new CSSStyleSheet();
  const variables = Object.entries(theme.variables).map(([name, value]) => `${name}: ${value};`);
  sheet.replaceSync(`:root { ${variables.join(" ")} } ${defaults}`);
  document.adoptedStyleSheets = [sheet];
  const setClass = () => {
    document.body.className = theme.class;
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setClass);
  else setClass();
}

/** Runs in the page before it loads: the functions that VS Code gives a webview. */
function preparePage(saved: unknown): void {
  let kept = saved;
  const host = window as unknown as Record<"toHost" | "keepState", (message: string) => void>;
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => host.toHost(JSON.stringify(message)),
      getState: () => kept,
      setState: (state: unknown) => {
        kept = state;
        host.keepState(JSON.stringify(state));
      },
    }),
  });
}
