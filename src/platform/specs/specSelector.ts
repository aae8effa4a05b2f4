import * as vscode from "vscode";
import { isSpecFileName, specGlob } from "../../core/specFile/specNameOfFile";

/** Files with completions, hovers, lenses and fixes: selected by name, whatever language the editor assigns. */
export const specSelector: vscode.DocumentSelector = { pattern: specGlob };

/** A spec that a person edits, saved or not: not the old side of a diff or another copy made by the editor. */
export function isSpecDocument({ uri }: vscode.TextDocument): boolean {
  return isSpecFile(uri) || (uri.scheme === "untitled" && isSpecFileName(uri.path));
}

/** A real spec file: on a disk, or in a workspace with its own file system. Only such a file is submitted. */
export function isSpecFile(uri: vscode.Uri): boolean {
  const isFile = uri.scheme === "file" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return isFile && isSpecFileName(uri.path);
}
