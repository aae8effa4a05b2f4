import * as vscode from "vscode";
import { specFileName, specSuffix } from "../../core/specFile/specNameOfFile";
import { confirm } from "../host/confirm";

/** Asks where to write a spec file. `name`: the suggestion, without suffix; the answer has the suffix once. */
export async function askSpecFile(title: string, name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const chosen = await vscode.window.showSaveDialog({
    title,
    // VS Code's own dialog knows only the part after the last dot, and would add a longer suffix a second time.
    filters: { [vscode.l10n.t("Cron specs")]: ["json"] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}${specSuffix}`) }),
  });
  if (chosen === undefined) return undefined;
  const slash = chosen.path.lastIndexOf("/") + 1;
  const fileName = specFileName(chosen.path.slice(slash));
  if (fileName === "") throw new Error(vscode.l10n.t("The file needs a name before “{0}”.", specSuffix));
  const file = chosen.with({ path: chosen.path.slice(0, slash) + fileName });
  // The dialog has asked about replacing the path that was typed, not the one with the suffix.
  return file.path === chosen.path || !(await exists(file)) || (await confirmReplacing(file)) ? file : undefined;
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

function confirmReplacing(file: vscode.Uri): Promise<boolean> {
  const name = vscode.workspace.asRelativePath(file);
  return confirm(vscode.l10n.t("{0} already exists. Use this file?", name), [], vscode.l10n.t("Use This File"));
}
