import * as vscode from "vscode";
import type { Spec } from "../../core/specFile/parseSpecFile";
import type { EnvironmentFiles } from "../servers/environments/environmentFiles";
import type { SpecIndex } from "./specIndex";

/** The specs for which a file of environments counts, as they are in the editor or else on the disk. */
export class FolderSpecs {
  constructor(
    private readonly index: Pick<SpecIndex, "onDidChangeFiles" | "texts" | "whenRead">,
    private readonly environments: Pick<EnvironmentFiles, "of">,
  ) {}

  get onDidChange(): vscode.Event<void> {
    return this.index.onDidChangeFiles;
  }

  /** `environments`: the file of environments. A file whose text as a whole is broken has no specs here. */
  async of(environments: vscode.Uri): Promise<readonly Spec[]> {
    const wanted = environments.toString();
    const found: Spec[] = [];
    await this.index.whenRead();
    for (const [key, { file }] of this.index.texts) {
      if (file.problems.length > 0) continue;
      const nearest = await this.environments.of(vscode.Uri.parse(key));
      if (nearest?.uri.toString() !== wanted) continue;
      // One at a time: a file can have more specs than a call takes arguments.
      for (const spec of file.specs) found.push(spec);
    }
    return found;
  }
}
