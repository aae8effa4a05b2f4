import { copyFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { inArtifacts, inProject } from "../support/paths";
import type { Theme, Workbench } from "./pages/workbench";

/** The pictures of README and docs are kept in the project, and only `npm test -- e2e --update-pictures` changes them. */
const updates = process.env.LANGGRAPH_CRONS_UPDATE_PICTURES === "1";

const pages = ["README.md", "docs/spec-file.md", "docs/tree.md"];

/** Copies a picture that README or docs show to where they show it, if pictures are to be updated. */
export async function keepIfShown(picture: string, file: string): Promise<void> {
  if (!updates) return;
  const texts = await Promise.all(pages.map((page) => readFile(inProject(page), "utf8")));
  if (!texts.some((text) => text.includes(`images/${file}`))) return;
  const kept = `docs/images/${file}`;
  await mkdir(dirname(inProject(kept)), { recursive: true });
  await copyFile(picture, inProject(kept));
}

/** For screenshots without anything that moves by itself. */
export const still = { animations: "disabled", caret: "hide" } as const;

/**
 * Pictures for a person to look at: `artifacts/screenshots/<name>-<theme>.png`. In each theme given where pictures are
 * to be updated, else only in the first: every change of theme takes seconds.
 */
export async function takePicture(
  workbench: Workbench,
  name: string,
  themes: readonly Theme[] = ["light", "dark"],
): Promise<void> {
  for (const theme of updates ? themes : themes.slice(0, 1)) {
    await workbench.useTheme(theme);
    await workbench.moveMouseAway();
    const file = `${name}-${theme}.png`;
    const picture = inArtifacts("screenshots", file);
    await workbench.page.screenshot({ ...still, path: picture });
    await keepIfShown(picture, file);
  }
}
