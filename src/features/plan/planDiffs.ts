import * as vscode from "vscode";
import { type ChangeTexts, changeTexts, pruneChangeTexts } from "../../core/plan/changeTexts";
import { specSuffix } from "../../core/specFile/specNameOfFile";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import { isSpecRow, type PageRow } from "./pageRow";

const scheme = "langgraph-crons-plan";

/** The two sides of a change as documents that nobody can edit; each stays as it was planned while it is open. */
export class PlanDiffs implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly listeners: vscode.Disposable;
  private count = 0;

  constructor() {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
    );
  }

  dispose(): void {
    this.listeners.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  async open(row: PageRow, connection: Connection): Promise<void> {
    const { name } = row;
    const texts = textsOf(row);
    if (texts === undefined) return;
    this.count += 1;
    const { after, before } = texts;
    const [left, right] = [this.document(name, "before", before), this.document(name, "after", after)];
    const title = vscode.l10n.t("{0} on {1} ↔ planned", plainText(name), plainText(connection.name));
    await vscode.commands.executeCommand("vscode.diff", left, right, title);
  }

  /** Its name ends as that of a spec file, so that VS Code colours it in the same way. */
  private document(name: string, side: string, text: string): vscode.Uri {
    const file = `${name.replaceAll("/", "-")}${specSuffix}`;
    const uri = vscode.Uri.from({ scheme, path: `/${file}`, query: `${side} ${this.count}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }
}

function textsOf(row: PageRow): ChangeTexts | undefined {
  if (isSpecRow(row)) return row.change && changeTexts(row.change);
  return row.prune && pruneChangeTexts(row.prune);
}
