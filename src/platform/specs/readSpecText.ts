import * as vscode from "vscode";

/** A file's text as it is in the editor, or else on the disk; undefined if it is gone or can't be read. */
export async function readSpecText(file: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
