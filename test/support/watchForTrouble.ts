import type { Page } from "playwright-core";

/** Texts with which a page reports that content was executed, or that its policy blocked it. */
const trouble = /^executed|Content Security Policy|violates the following/;

/** Where the links and images of `hostileTexts` point to. */
const hostileAddress = /evil\.example|^command:|^javascript:|^file:\/\/\/etc|^mailto:someone/i;

/** Collects what a text does to the page from now on: run code, open a dialog, violate the policy, or fetch. */
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

/** Parts of the page, or of a frame in it, that link to one of those addresses or could run code. */
export async function activeParts(page: Page): Promise<readonly string[]> {
  const parts = await Promise.all(page.frames().map((frame) => frame.evaluate(partsOfDocument).catch(() => [])));
  return parts
    .flat()
    .filter(({ leadsTo, runs }) => runs || hostileAddress.test(leadsTo))
    .map(({ html }) => html);
}

/** Runs in the page, so it can't use anything defined outside. */
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
