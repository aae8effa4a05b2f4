import * as vscode from "vscode";
import { environmentsFileName } from "../../../core/environments/environmentsFile";

/** A real file of environments: on a disk, or in a workspace with its own file system. */
export function isEnvironmentsFile(uri: vscode.Uri): boolean {
  const isFile = uri.scheme === "file" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return isFile && uri.path.endsWith(`/${environmentsFileName}`);
}
