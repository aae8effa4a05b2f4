import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { pageHtml } from "../../../src/platform/pages/pageHtml";
import type { FormEvent, FormNotice, FormRequests, SavedForm } from "../../../src/protocol/cronForm";
import { formParamGuards, isFormNotice } from "../../../src/protocol/cronFormGuards";
import { serve } from "../../../src/protocol/rpc";
import { builtFile } from "../../support/builtFile";
import type { FormBrowser } from "./formBrowser";
import { type Asked, FormHost, type HostOptions, testZone } from "./formHost";
import { readTheme, type ThemeName, webviewDefaults } from "./theme";

const origin = "https://form.test";

export interface FormOptions extends HostOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** As with the contrast themes of Windows. */
  readonly forcedColors?: boolean;
  /** Of the user; the texts are English all the same. */
  readonly language?: string;
  /** The browser's own zone. */
  readonly zone?: string;
  /** The test sets the page's clock. */
  readonly ownClock?: boolean;
  /** One that had a page before: it has all that was typed there. */
  readonly host?: FormHost;
  /** What VS Code kept of an earlier page. */
  readonly saved?: unknown;
}

export interface OpenForm extends Asked {
  readonly host: FormHost;
  readonly page: Page;
  readonly notices: readonly FormNotice[];
  /** What the page gave VS Code to keep, newest last. */
  readonly states: readonly SavedForm[];
  /** Errors, policy violations and dropped messages: a sound form has none. */
  readonly problems: readonly string[];
  field(name: string): Locator;
  input(name: string): Locator;
  close(): Promise<void>;
}

/** Opens the built form as VS Code would: same page, same policy, same variables, a host behind `acquireVsCodeApi`. */
export async function openForm(browser: FormBrowser, options: FormOptions = {}): Promise<OpenForm> {
  const { width = 900, height = 1000, zone = testZone, language = "en" } = options;
  const files = await builtFiles();
  const { page, close } = await browser.newPage(zone, options.ownClock === true);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ forcedColors: options.forcedColors === true ? "active" : "none" });
  const host = options.host ?? new FormHost(options);
  const notices: FormNotice[] = [];
  const states: SavedForm[] = [];
  const problems: string[] = [];
  // As text: the driver takes seconds to carry an object of five megabytes.
  const post = (message: unknown) =>
    page.evaluate((sent) => window.postMessage(JSON.parse(sent), "*"), JSON.stringify(message));
  /** An answer may come when the test is over and the page gone. */
  const postUnlessClosed = (message: unknown) => void post(message).catch(() => undefined);
  const receive = serve<FormRequests, FormNotice>({
    handlers: host.handlers,
    paramGuards: formParamGuards,
    isNotice: isFormNotice,
    onNotice: (notice) => {
      notices.push(notice);
      if (notice.notice === "trouble") {
        problems.push(notice.what);
      } else {
        host.controller.draftChanged(notice.draft, notice.changed);
      }
    },
    post: postUnlessClosed,
    describeFailure: (request, failure) => `${request}: ${String(failure)}`,
    onUnknown: (what) => problems.push(what),
  });
  host.attach((event: FormEvent) => postUnlessClosed(event));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.exposeFunction("toHost", (message: string) => receive(JSON.parse(message)));
  await page.exposeFunction("keepState", (state: string) => states.push(JSON.parse(state) as SavedForm));
  await page.addInitScript(preparePage, {
    theme: readTheme(options.theme ?? "light"),
    defaults: webviewDefaults(),
    saved: options.saved ?? null,
  });
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill(pathname === "/" ? htmlPage(language) : (files.get(pathname) ?? { status: 404, body: "" }));
  });
  await page.goto(`${origin}/`);
  await page
    .locator("main")
    .waitFor({ timeout: 30_000 })
    .catch((failure: unknown) => {
      throw new Error(`The form did not come up. ${problems.join("; ")}`, { cause: failure });
    });
  return {
    ...host.asked,
    host,
    page,
    notices,
    states,
    problems,
    field: (name) => page.locator(`[data-parameter="${name}"]`),
    input: (name) => page.locator(`#${name}-input`),
    close,
  };
}

function htmlPage(language: string) {
  const body = pageHtml({
    nonce: "0123456789abcdef0123456789abcdef",
    cspSource: origin,
    scriptUri: `${origin}/cronForm.js`,
    styleUri: `${origin}/cronForm.css`,
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
async function builtFiles(): Promise<ReadonlyMap<string, ServedFile>> {
  const types = { "cronForm.js": "text/javascript", "cronForm.css": "text/css" };
  const files = Object.entries(types).map(
    async ([name, contentType]): Promise<[string, ServedFile]> => [
      `/${name}`,
      { contentType, body: await readFile(builtFile(name)) },
    ],
  );
  return new Map(await Promise.all(files));
}

interface Prepared {
  readonly theme: ReturnType<typeof readTheme>;
  readonly defaults: string;
  readonly saved: unknown;
}

/** Runs in the page before it loads: what VS Code puts into a webview. */
function preparePage({ theme, defaults, saved }: Prepared): void {
  let kept = saved;
  const sheet = new CSSStyleSheet();
  const variables = Object.entries(theme.variables).map(([name, value]) => `${name}: ${value};`);
  sheet.replaceSync(`:root { ${variables.join(" ")} } ${defaults}`);
  document.adoptedStyleSheets = [sheet];
  document.addEventListener("DOMContentLoaded", () => {
    document.body.className = theme.class;
  });
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
