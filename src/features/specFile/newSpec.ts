import * as vscode from "vscode";
import { specTemplate } from "../../core/spec/completion/specTemplate";
import { specSuffix } from "./specSelector";

/** Asks where, and opens a new spec file there with a template to fill in. The name matters: it is the cron's identity. */
export async function newSpec(): Promise<void> {
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("New cron spec file"),
    filters: { [vscode.l10n.t("Cron specs")]: [specSuffix.slice(1)] },
    ...defaultUri(),
  });
  if (chosen !== undefined) {
    await createSpec(withSuffix(chosen));
  }
}

/** Makes the file, opens it and puts the template in; the user saves it. An existing file that says anything is only opened. */
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

function withSuffix(file: vscode.Uri): vscode.Uri {
  return file.path.endsWith(specSuffix)
    ? file
    : file.with({ path: file.path.replace(/(\.cron)?(\.json)?$/, specSuffix) });
}

function defaultUri(): { readonly defaultUri?: vscode.Uri } {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined
    ? {}
    : { defaultUri: vscode.Uri.joinPath(folder.uri, `${vscode.l10n.t("my-cron")}${specSuffix}`) };
}
