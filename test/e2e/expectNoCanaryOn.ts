import type { Page } from "playwright-core";
import { canaryKey } from "../support/canary";

/** Throws where the page, one of its frames, what the browser keeps for it, or the clipboard holds a connection's key. */
export async function expectNoCanaryOn(page: Page): Promise<void> {
  const frames = await Promise.all(page.frames().map((frame) => frame.content().catch(() => "")));
  const kept = JSON.stringify(await page.context().storageState({ indexedDB: true }));
  const clipboard = await page.evaluate(() => navigator.clipboard.readText()).catch(() => "");
  const places = { "the page": frames.join("\n"), "the browser's storage": kept, "the clipboard": clipboard };
  for (const [place, text] of Object.entries(places)) {
    if (text.includes(canaryKey)) throw new Error(`The key of a connection is in ${place}`);
  }
}
