import type { Page } from "playwright-core";

/** Words with which a page says that something in it ran, or that its policy had to stop it. */
const trouble = /^executed|Content Security Policy|violates the following/;

/** Where the links and pictures of `hostileTexts` lead. */
const hostileAddress = /evil\.example|^command:|^javascript:|^file:\/\/\/etc|^mailto:someone/i;

/** Collects, from now on, what a text has done to the page: ran, opened a dialog, met the policy, or fetched something. */
export function watchForTrouble(page: Page): readonly string[] {
  const seen: string[] = [];
  page.on("console", (message) => {
    if (trouble.test(message.text())) seen.push(message.text());
  });
  page.on("dialog", (dialog) => {
    seen.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (hostileAddress.test(request.url())) seen.push(request.url());
  });
  return seen;
}

/** What in the page, or in a frame of it, leads to one of those addresses or waits to run. */
export async function activeParts(page: Page): Promise<readonly string[]> {
  const parts = await Promise.all(page.frames().map((frame) => frame.evaluate(partsOfDocument).catch(() => [])));
  return parts
    .flat()
    .filter(({ leadsTo, runs }) => runs || hostileAddress.test(leadsTo))
    .map(({ html }) => html);
}

/** Runs in the page, and so can use nothing from out here. */
function partsOfDocument(): readonly { readonly leadsTo: string; readonly runs: boolean; readonly html: string }[] {
  const leading = ["href", "data-href", "src", "srcdoc", "action", "data", "poster"];
  const running = ["onerror", "onload", "onfocus", "ontoggle", "onclick", "onbegin"];
  return [...document.querySelectorAll("*")].flatMap((element) => {
    const html = element.outerHTML.slice(0, 200);
    const runs = running.some((name) => element.hasAttribute(name));
    const addresses = leading.flatMap((name) => element.getAttribute(name) ?? []);
    return [...addresses.map((leadsTo) => ({ leadsTo, runs, html })), ...(runs ? [{ leadsTo: "", runs, html }] : [])];
  });
}
