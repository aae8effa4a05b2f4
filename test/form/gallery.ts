import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { inArtifacts } from "../support/paths";
import { FormBrowser } from "./support/formBrowser";
import { type FormPhase, looks, phases, states, widths } from "./support/formStates";
import { openForm } from "./support/openForm";
import { openUpcoming } from "./support/openUpcoming";
import type { WebviewOptions } from "./support/openWebview";
import { everyRow } from "./support/upcomingViews";

/** `npm run gallery`: every state of the form, and the page of coming runs, in every theme and width. */
const folder = inArtifacts("gallery");

const stay = async () => undefined;
const shown: Readonly<Record<string, FormPhase>> = {
  ...Object.fromEntries(Object.entries(states).map(([state, options]) => [state, { options, reach: stay }])),
  ...phases,
};

type Unfolded = "as it opens" | "unfolded";

async function draw(browser: FormBrowser, state: string, look: string, width: number, how: Unfolded): Promise<string> {
  const { options, reach } = shown[state] ?? { options: {}, reach: stay };
  const form = await openForm(browser, { ...options, ...looks[look], width });
  if (how === "unfolded") {
    await form.page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
  }
  await form.page.locator(".words").first().waitFor();
  await reach(form);
  // The bar stands at the window's lower edge.
  const height = await form.page.evaluate(() => document.documentElement.scrollHeight);
  await form.page.setViewportSize({ width, height });
  const file = `${state}-${look}-${width}-${how.replaceAll(" ", "-")}.png`;
  await form.page.screenshot({ path: `${folder}/${file}` });
  await form.close();
  return `<figure><img src="${file}" alt=""><figcaption>${look}, ${width} px, ${how}</figcaption></figure>`;
}

async function drawUpcoming(browser: FormBrowser, options: WebviewOptions, name: string): Promise<string> {
  const { close, page } = await openUpcoming(browser, everyRow, options);
  await page.locator(".totals", { hasText: "to come" }).waitFor();
  const file = `upcoming-${name}.png`;
  await page.screenshot({ path: `${folder}/${file}`, fullPage: true });
  await close();
  return `<figure><img src="${file}" alt=""><figcaption>${name}</figcaption></figure>`;
}

const browser = await FormBrowser.launch();
mkdirSync(folder, { recursive: true });
const sections: string[] = [];
for (const state of Object.keys(shown)) {
  const pictures: string[] = [];
  for (const look of Object.keys(looks)) {
    for (const width of widths) pictures.push(await draw(browser, state, look, width, "as it opens"));
  }
  for (const width of widths) pictures.push(await draw(browser, state, "light", width, "unfolded"));
  sections.push(`<h2>${state}</h2><div>${pictures.join("")}</div>`);
}
const upcoming: string[] = [];
for (const [look, options] of Object.entries(looks)) {
  for (const width of widths) upcoming.push(await drawUpcoming(browser, { ...options, width }, `${look}-${width}`));
}
sections.push(`<h2>coming runs</h2><div>${upcoming.join("")}</div>`);
await browser.close();
const style = `body { font: 14px system-ui; } div { display: flex; flex-wrap: wrap; gap: 16px; align-items: start; }
figure { margin: 0; } img { max-width: 450px; border: 1px solid #888; }`;
const page = `${folder}/index.html`;
const title = "The pages in every state";
writeFileSync(
  page,
  `<!doctype html><meta charset="utf-8"><title>${title}</title><style>${style}</style><h1>${title}</h1>${sections.join("")}`,
);
process.stdout.write(`${pathToFileURL(page).href}\n`);
