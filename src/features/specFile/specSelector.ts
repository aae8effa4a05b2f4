import * as vscode from "vscode";
import { specSuffix } from "../../core/spec/specNameOfFile";

/** Where completions, hovers, lenses and fixes are asked for. */
export const specSelector: vscode.DocumentSelector = { pattern: `**/*${specSuffix}` };

/** A spec file that a person edits: neither the old side of a diff nor any other copy that the editor makes. */
export function isSpecDocument(document: vscode.TextDocument): boolean {
  const { uri } = document;
  return (
    uri.path.endsWith(specSuffix) &&
    (uri.scheme === "file" || uri.scheme === "untitled" || vscode.workspace.getWorkspaceFolder(uri) !== undefined)
  );
}

export function isSpecFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(specSuffix);
}
