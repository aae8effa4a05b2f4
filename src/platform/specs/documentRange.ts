import * as vscode from "vscode";

export function documentRange(
  document: Pick<vscode.TextDocument, "positionAt">,
  { offset, length }: { readonly offset: number; readonly length: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
