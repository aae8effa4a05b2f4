import { copyFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { inArtifacts, inProject } from "../support/paths";
import type { Theme, Workbench } from "./pages/workbench";

/** Those of the README are kept in the project, and only `npm test -- e2e --update-pictures` changes them. */
const updates = process.env.LANGGRAPH_CRONS_UPDATE_PICTURES === "1";

/** Pictures for a person to look at: `artifacts/screenshots/<name>-<theme>.png`, in each theme given. */
export async function takePicture(
  workbench: Workbench,
  name: string,
  themes: readonly Theme[] = ["light", "dark"],
): Promise<void> {
  for (const theme of themes) {
    await workbench.useTheme(theme);
    const file = inArtifacts("screenshots", `${name}-${theme}.png`);
    await workbench.page.screenshot({ path: file, animations: "disabled" });
    if (!updates) continue;
    const kept = inProject("docs", "images", `${name}-${theme}.png`);
    await mkdir(dirname(kept), { recursive: true });
    await copyFile(file, kept);
  }
}
