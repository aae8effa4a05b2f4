import * as vscode from "vscode";
import { specSuffix } from "../core/spec/specNameOfFile";

/** Asks where a spec file is to be written. `name`: what to offer, without the suffix, which the answer has. */
export async function askSpecFile(title: string, name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const chosen = await vscode.window.showSaveDialog({
    title,
    filters: { [vscode.l10n.t("Cron specs")]: [specSuffix.slice(1)] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, `${name}${specSuffix}`) }),
  });
  return chosen && withSuffix(chosen);
}

function withSuffix(file: vscode.Uri): vscode.Uri {
  return file.path.endsWith(specSuffix)
    ? file
    : file.with({ path: file.path.replace(/(\.cron)?(\.json)?$/, specSuffix) });
}
