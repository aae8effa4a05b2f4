import * as vscode from "vscode";

/** The file in the editor if it may be a plan; otherwise the user picks one, or leaves. */
export async function askPlanFile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && isLikely(active.getText())) return active.uri;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Open Plan"),
      ...(folder === undefined ? {} : { defaultUri: folder.uri }),
      filters: { JSON: ["json"] },
    })) ?? [];
  return file;
}

function isLikely(text: string): boolean {
  return /^\s*\{\s*"format":\s*\d+,\s*"target":/.test(text);
}
