import * as vscode from "vscode";
import { specFileName, specSuffix } from "../../core/specFile/specNameOfFile";
import { confirm } from "../host/confirm";

/** Asks where a spec file is to be written. `name`: what to offer, without the suffix, which the answer has once. */
export async function askSpecFile(title: string, name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const chosen = await vscode.window.showSaveDialog({
    title,
    // VS Code's own dialog knows only what comes after the last dot, and would add anything longer once more.
    filters: { [vscode.l10n.t("Cron specs")]: ["json"] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}${specSuffix}`) }),
  });
  if (chosen === undefined) return undefined;
  const slash = chosen.path.lastIndexOf("/") + 1;
  const fileName = specFileName(chosen.path.slice(slash));
  if (fileName === "") throw new Error(vscode.l10n.t("The file needs a name before “{0}”.", specSuffix));
  const file = chosen.with({ path: chosen.path.slice(0, slash) + fileName });
  // The dialog has asked whether the file it knows is to be replaced, not the one with the suffix.
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
  return confirm(vscode.l10n.t("{0} exists already. Use this file?", name), [], vscode.l10n.t("Use This File"));
}
