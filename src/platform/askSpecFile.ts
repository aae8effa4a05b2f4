import * as vscode from "vscode";
import { specSuffix } from "../core/spec/specNameOfFile";
import { confirm } from "./confirm";

/** Asks where a spec file is to be written. `name`: what to offer, without the suffix, which the answer has. */
export async function askSpecFile(title: string, name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const chosen = await vscode.window.showSaveDialog({
    title,
    filters: { [vscode.l10n.t("Cron specs")]: [specSuffix.slice(1)] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}${specSuffix}`) }),
  });
  if (chosen === undefined) return undefined;
  const file = withSuffix(chosen);
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

function withSuffix(file: vscode.Uri): vscode.Uri {
  return file.path.endsWith(specSuffix)
    ? file
    : file.with({ path: file.path.replace(/(\.cron)?(\.json)?$/, specSuffix) });
}
