import * as vscode from "vscode";
import { isSpecFileName, specGlob } from "../../core/specFile/specNameOfFile";

/** Where completions, hovers, lenses and fixes are asked for: by name, whatever language the editor takes the file for. */
export const specSelector: vscode.DocumentSelector = { pattern: specGlob };

/** A spec that a person edits, saved or not: neither the old side of a diff nor any other copy that the editor makes. */
export function isSpecDocument({ uri }: vscode.TextDocument): boolean {
  return isSpecFile(uri) || (uri.scheme === "untitled" && isSpecFileName(uri.path));
}

/** A spec file itself: on a disk, or in a workspace whose files come from elsewhere. Only such a file is submitted. */
export function isSpecFile(uri: vscode.Uri): boolean {
  const isFile = uri.scheme === "file" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return isFile && isSpecFileName(uri.path);
}
