import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Page } from "playwright-core";
import { inProject } from "./paths";

/** The pictures of README and docs are kept in the project, and only `npm test -- … --update-pictures` changes them. */
export const updatesPictures = process.env.LANGGRAPH_CRONS_UPDATE_PICTURES === "1";

/** For screenshots without anything that moves by itself. */
export const still = { animations: "disabled", caret: "hide" } as const;

/** Copies a picture that README or docs show to where they show it, if pictures are to be updated. */
export async function keepIfShown(picture: string, file: string): Promise<void> {
  const kept = await placeOf(file);
  if (kept !== undefined) await copyFile(picture, kept);
}

const mostBytes = 40_000;
const size = { width: 960, height: 780 };

/**
 * Takes a picture of a page that docs show, if pictures are to be updated: from its top, with both columns side by side, and
 * in few colours, which is all that a form has.
 */
export async function keepPagePicture(page: Page, file: string): Promise<void> {
  const kept = await placeOf(file);
  if (kept === undefined) return;
  const { default: sharp } = await import("sharp");
  const before = page.viewportSize() ?? size;
  await page.setViewportSize(size);
  await page.evaluate(() => {
    // What is unfolded in the summary is what the picture is about.
    const unfolded = document.querySelectorAll(".summary details[open]");
    unfolded[unfolded.length - 1]?.scrollIntoView({ block: "end" });
    window.scrollTo(0, 0);
  });
  const picture = await page.screenshot(still);
  await page.setViewportSize(before);
  const inColours = (colours: number) =>
    sharp(picture).png({ palette: true, colours, dither: 0, effort: 10 }).toBuffer();
  // Above 16 a pixel takes twice the bits; below, a green sign can turn grey.
  const fine = await inColours(20);
  await writeFile(kept, fine.length <= mostBytes ? fine : await inColours(16));
}

/** undefined: the picture is not kept. */
async function placeOf(file: string): Promise<string | undefined> {
  if (!updatesPictures) return undefined;
  const docs = (await readdir(inProject("docs"))).filter((name) => name.endsWith(".md"));
  const pages = ["README.md", ...docs.map((name) => `docs/${name}`)];
  const texts = await Promise.all(pages.map((page) => readFile(inProject(page), "utf8")));
  if (!texts.some((text) => text.includes(`images/${file}`))) return undefined;
  const kept = inProject(`docs/images/${file}`);
  await mkdir(dirname(kept), { recursive: true });
  return kept;
}
