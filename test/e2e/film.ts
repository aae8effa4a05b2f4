import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import sharp from "sharp";
import { keepIfShown, still, updatesPictures } from "../support/keepPicture";
import { inArtifacts } from "../support/paths";
import type { Workbench } from "./pages/workbench";

/**
 * A film of a window for README and docs: one picture for each thing that happens, shown as long as it takes to read. Only
 * where pictures are to be updated: to put it together takes seconds.
 */
export class Film {
  private readonly frames: { readonly picture: Buffer; readonly milliseconds: number }[] = [];

  constructor(private readonly workbench: Workbench) {}

  async shoot(milliseconds: number): Promise<void> {
    if (updatesPictures) this.frames.push({ picture: await this.workbench.page.screenshot(still), milliseconds });
  }

  /** Writes `artifacts/screenshots/<name>.gif`, which plays without end. */
  async save(name: string): Promise<void> {
    if (!updatesPictures) return;
    const file = `${name}.gif`;
    const path = inArtifacts("screenshots", file);
    await mkdir(dirname(path), { recursive: true });
    await sharp(
      this.frames.map(({ picture }) => picture),
      { join: { animated: true } },
    )
      // A window has few colours: mixing them from dots would only make text harder to read, and the file larger.
      .gif({ delay: this.frames.map(({ milliseconds }) => milliseconds), loop: 0, dither: 0, effort: 10 })
      .toFile(path);
    await keepIfShown(path, file);
  }
}
