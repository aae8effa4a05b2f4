import * as vscode from "vscode";
import { isSpecFileName } from "../../core/specFile/specNameOfFile";
import type { Standing } from "../../platform/app/fileNode";
import { readSetting } from "../../platform/host/settings";
import { standingWords } from "./standingWords";

/** What stands beside a spec file in the explorer: nothing for what is well, or not known. */
const badges: Readonly<Partial<Record<Standing, { readonly badge: string; readonly color?: string }>>> = {
  error: { badge: "!", color: "list.errorForeground" },
  duplicate: { badge: "×2", color: "list.warningForeground" },
  anotherSet: { badge: "!", color: "list.warningForeground" },
  differs: { badge: "≠", color: "list.warningForeground" },
  // In grey it would look like a file that git ignores.
  notSubmitted: { badge: "○" },
};

/** Marks spec files in the explorer. What it needs is loaded when the first spec file comes in sight there. */
export class FileDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.changed.event;
  private readonly listeners: vscode.Disposable;

  constructor(private readonly standingOf: (file: string) => Promise<Standing | undefined>) {
    this.listeners = vscode.Disposable.from(
      vscode.window.registerFileDecorationProvider(this),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("langgraphCrons.fileDecorations")) this.draw();
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.changed.dispose();
  }

  draw(): void {
    this.changed.fire(undefined);
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    if (!isSpecFileName(uri.path) || !readSetting("fileDecorations")) return undefined;
    if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return undefined;
    const standing = await this.standingOf(uri.toString());
    const look = standing === undefined ? undefined : badges[standing];
    if (standing === undefined || look === undefined) return undefined;
    const tooltip = vscode.l10n.t("Crons: {0}", standingWords(standing));
    const color = look.color === undefined ? undefined : new vscode.ThemeColor(look.color);
    return new vscode.FileDecoration(look.badge, tooltip, color);
  }
}
