import * as vscode from "vscode";
import type { UpcomingPicture } from "../../protocol/upcoming";

/** Writes a picture of the page to a file that the user chooses. */
export async function savePicture({ content, type }: UpcomingPicture): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  const file = await vscode.window.showSaveDialog({
    filters: { [type.toUpperCase()]: [type] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, `upcoming.${type}`) }),
  });
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, Buffer.from(content, type === "svg" ? "utf8" : "base64"));
  const open = vscode.l10n.t("Open");
  const name = vscode.workspace.asRelativePath(file);
  if ((await vscode.window.showInformationMessage(vscode.l10n.t("Saved {0}.", name), open)) !== open) return;
  await vscode.commands.executeCommand("vscode.open", file);
}
