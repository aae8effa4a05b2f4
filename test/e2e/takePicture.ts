import { keepIfShown, still, updatesPictures } from "../support/keepPicture";
import { inArtifacts } from "../support/paths";
import type { Theme, Workbench } from "./pages/workbench";

/**
 * Pictures for a person to look at: `artifacts/screenshots/<name>-<theme>.png`. In each theme given where pictures are
 * to be updated, else only in the first: every change of theme takes seconds.
 */
export async function takePicture(
  workbench: Workbench,
  name: string,
  themes: readonly Theme[] = ["light", "dark"],
): Promise<void> {
  for (const theme of updatesPictures ? themes : themes.slice(0, 1)) {
    await workbench.useTheme(theme);
    await workbench.moveMouseAway();
    const file = `${name}-${theme}.png`;
    const picture = inArtifacts("screenshots", file);
    await workbench.page.screenshot({ ...still, path: picture });
    await keepIfShown(picture, file);
  }
}
