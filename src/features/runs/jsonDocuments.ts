import * as vscode from "vscode";
import type { JsonValue } from "../../core/base/json";

const scheme = "langgraph-crons-json";

/** Server data as read-only JSON in an editor, with folding and search. */
export class JsonDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registrations = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
  );

  dispose(): void {
    this.registrations.dispose();
    this.changed.dispose();
  }

  /** Opens a value under a name, or shows the new value if it is open. */
  async open(name: string, value: JsonValue): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name.replace(/[^\p{L}\p{N}._-]+/gu, "-")}.json` });
    this.texts.set(uri.toString(), `${JSON.stringify(value, undefined, 2)}\n`);
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? vscode.l10n.t("// Open it again from the page of its run.");
  }
}
