import * as vscode from "vscode";
import { readSpecFile, type Spec, type SpecFile } from "../../../core/specFile/parseSpecFile";
import { isSpecFileName, specGlob } from "../../../core/specFile/specNameOfFile";
import { inSlices } from "../../../platform/host/inSlices";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { defaultSpecName } from "../../../platform/words/defaultSpecName";
import { readSpecText } from "./readSpecText";
import type { SpecIndex } from "./specIndex";

/**
 * The specs for which a file of environments counts. A spec file is read when they are first asked for, and again after it
 * has changed, in the editor or on the disk.
 */
export class FolderSpecs implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly read = new Map<string, Promise<SpecFile | undefined>>();
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly index: Pick<SpecIndex, "files">,
    private readonly environments: Pick<EnvironmentFiles, "of">,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(specGlob);
    const forget = (file: vscode.Uri) => {
      if (!isSpecFileName(file.path)) return;
      this.read.delete(file.toString());
      this.changed.fire();
    };
    this.listeners = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidChangeTextDocument(({ document }) => forget(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => forget(uri)),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** `environments`: the file of environments. A file whose text as a whole is broken has no specs here. */
  async of(environments: vscode.Uri): Promise<readonly Spec[]> {
    const wanted = environments.toString();
    const found: Spec[] = [];
    for (const file of await this.index.files()) {
      const nearest = await this.environments.of(file);
      if (nearest?.uri.toString() !== wanted) continue;
      const { problems = [], specs = [] } = (await this.fileAt(file)) ?? {};
      // One at a time: a file can have more specs than a call takes arguments.
      if (problems.length === 0) for (const spec of specs) found.push(spec);
    }
    return found;
  }

  private fileAt(file: vscode.Uri): Promise<SpecFile | undefined> {
    const key = file.toString();
    const known = this.read.get(key) ?? parse(file);
    this.read.set(key, known);
    return known;
  }
}

async function parse(file: vscode.Uri): Promise<SpecFile | undefined> {
  const text = await readSpecText(file);
  return text === undefined ? undefined : inSlices(readSpecFile(text, defaultSpecName(file)));
}
