import type * as vscode from "vscode";
import { environmentsFileName } from "../../../core/environments/environmentsFile";
import { isEnvironmentsFile } from "../../../platform/servers/environments/isEnvironmentsFile";

/** Files of environments, by their name. */
export const environmentsSelector: vscode.DocumentSelector = { pattern: `**/${environmentsFileName}` };

export function isEnvironmentsDocument({ uri }: vscode.TextDocument): boolean {
  return isEnvironmentsFile(uri);
}
