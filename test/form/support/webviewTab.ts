import type { Page } from "playwright-core";
import { pageHtml } from "../../../src/platform/pages/pageHtml";
import type { Dress } from "./theme";

const origin = "https://form.test";

declare global {
  interface Window {
    /** Gives the page another theme. */
    wear(dress: Dress): void;
  }
}

/** The built page, and what it finds when it loads. */
export interface LoadedPage {
  readonly name: string;
  readonly language: string;
  /** What it loads besides its HTML, by path. */
  readonly files: ReadonlyMap<string, { readonly contentType: string; readonly body: Buffer }>;
  readonly dress: Dress;
  /** What VS Code kept of an earlier page. */
  readonly saved: unknown;
  /** What its clock shows then, in epoch milliseconds; null: the real time. */
  readonly now: number | null;
}

/** VS Code's side of one webview. */
export interface WebviewSide {
  receive(message: unknown): void;
  keep(state: unknown): void;
  trouble(what: string): void;
}

/** `post` sends the page messages, as long as it shows this webview. */
export type SideOf = (post: (message: unknown) => void) => WebviewSide;

interface Setup extends Pick<LoadedPage, "dress" | "now" | "saved"> {
  readonly webview: number;
}

/** A page of the browser that shows one webview after another: a new one takes three times as long as a new document. */
export class WebviewTab {
  private shown: LoadedPage | undefined;
  private side: WebviewSide | undefined;
  /** Counts the webviews: what an earlier one still says is not for this one. */
  private webview = 0;

  private constructor(readonly page: Page) {}

  static async on(page: Page): Promise<WebviewTab> {
    const tab = new WebviewTab(page);
    page.on("pageerror", (error) => tab.side?.trouble(String(error)));
    page.on("console", (message) => message.type() === "error" && tab.side?.trouble(message.text()));
    const ofNow = (webview: number) => (webview === tab.webview ? tab.side : undefined);
    await page.exposeFunction("toHost", (webview: number, message: string) =>
      ofNow(webview)?.receive(JSON.parse(message)),
    );
    await page.exposeFunction("keepState", (webview: number, state: string) => ofNow(webview)?.keep(JSON.parse(state)));
    await page.addInitScript(preparePage);
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname === "/" && tab.shown !== undefined ? htmlPage(tab.shown) : tab.shown?.files.get(pathname);
      await route.fulfill(file ?? { status: 404, body: "" });
    });
    return tab;
  }

  /** Shows a webview in place of the one before. */
  async load(shown: LoadedPage, sideOf: SideOf): Promise<void> {
    this.begin(sideOf);
    this.shown = shown;
    const setup: Setup = { webview: this.webview, dress: shown.dress, now: shown.now, saved: shown.saved };
    await this.page.goto(`${origin}/?${encodeURIComponent(JSON.stringify(setup))}`);
  }

  /** The same document gets another side, which hears nothing until it is asked for the page's content. */
  async handOver(sideOf: SideOf): Promise<void> {
    this.begin((post) => {
      const side = sideOf(post);
      let isLoaded = false;
      const receive = (message: unknown) => {
        isLoaded ||= (message as { readonly ask?: unknown }).ask === "load";
        if (isLoaded) side.receive(message);
      };
      return { ...side, receive };
    });
    await this.page.evaluate((webview) => {
      (window as unknown as { beginWebview: (webview: number) => void }).beginWebview(webview);
      window.scrollTo(0, 0);
    }, this.webview);
  }

  /** Nobody uses the webview any more. */
  async leave(): Promise<void> {
    this.webview += 1;
    this.side = undefined;
    // What is under the pointer looks otherwise.
    await this.page.mouse.move(0, 0);
  }

  private begin(sideOf: SideOf): void {
    this.webview += 1;
    const { webview } = this;
    this.side = sideOf((message) => {
      if (webview === this.webview) void this.post(message);
    });
  }

  private async post(message: unknown): Promise<void> {
    // As text: the driver takes seconds to carry an object of five megabytes.
    const sent = JSON.stringify(message);
    // An answer may come when the test is over and the page gone.
    await this.page.evaluate((text) => window.postMessage(JSON.parse(text), "*"), sent).catch(() => undefined);
  }
}

function htmlPage({ language, name }: LoadedPage) {
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

/** Runs in the page before it loads: the clock, the theme, and the functions that VS Code gives a webview. */
function preparePage(): void {
  if (location.search === "") return;
  const { dress, now, saved, webview: first } = JSON.parse(decodeURIComponent(location.search.slice(1))) as Setup;
  if (now !== null) {
    const loaded = performance.now();
    Date.now = () => Math.floor(now + performance.now() - loaded);
  }
  let webview = first;
  let kept = saved;
  type Tell = (webview: number, message: string) => void;
  const host = window as unknown as Record<"toHost" | "keepState", Tell>;
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  const wear = ({ css, theme }: Dress) => {
    sheet.replaceSync(css);
    const { classList } = document.body;
    classList.remove(...[...classList].filter((name) => name.startsWith("vscode-")));
    classList.add(...theme.split(" "));
  };
  sheet.replaceSync(dress.css);
  document.addEventListener("DOMContentLoaded", () => wear(dress));
  Object.assign(window, {
    wear,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => host.toHost(webview, JSON.stringify(message)),
      getState: () => kept,
      setState: (state: unknown) => {
        kept = state;
        host.keepState(webview, JSON.stringify(state));
      },
    }),
    beginWebview: (next: number) => {
      webview = next;
      kept = null;
    },
  });
}
