import { copyFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { inArtifacts, inProject } from "../support/paths";
import type { Theme, Workbench } from "./pages/workbench";

/** The pictures of README and docs are kept in the project, and only `npm test -- e2e --update-pictures` changes them. */
const updates = process.env.LANGGRAPH_CRONS_UPDATE_PICTURES === "1";

const pages = ["README.md", "docs/spec-file.md"];

async function keepIfShown(picture: string, file: string): Promise<void> {
  const texts = await Promise.all(pages.map((page) => readFile(inProject(page), "utf8")));
  if (!texts.some((text) => text.includes(`images/${file}`))) return;
  const kept = `docs/images/${file}`;
  await mkdir(dirname(inProject(kept)), { recursive: true });
  await copyFile(picture, inProject(kept));
}

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
    // Away from everything that has a hover.
    await workbench.page.mouse.move(0, 0);
    await workbench.page.locator(".workbench-hover-container").waitFor({ state: "hidden" });
    const file = `${name}-${theme}.png`;
    const picture = inArtifacts("screenshots", file);
    await workbench.page.screenshot({ path: picture, animations: "disabled" });
    if (updates) await keepIfShown(picture, file);
  }
}
