import * as vscode from "vscode";
import { specTemplate } from "../../core/specFile/completion/specTemplate";
import { askSpecFile } from "../../platform/ask/askSpecFile";

/** Asks where, and opens a new spec file there with a template to fill in. The name matters: it identifies the cron. */
export async function newSpec(): Promise<void> {
  const chosen = await askSpecFile(vscode.l10n.t("New cron spec file"), vscode.l10n.t("my-cron"));
  if (chosen !== undefined) {
    await createSpec(chosen);
  }
}

/** Creates and opens the file and inserts the template; the user saves it. A file with content is only opened. */
export async function createSpec(file: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  const editor = await vscode.window.showTextDocument(file);
  if (editor.document.getText().trim() === "") {
    await editor.insertSnippet(
      new vscode.SnippetString(`${specTemplate({ translate: (text) => vscode.l10n.t(text) })}\n`),
      new vscode.Position(0, 0),
    );
  }
}
