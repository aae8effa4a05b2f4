import type * as vscode from "vscode";
import { versionUri } from "../../../platform/specs/specVersions";

/** The scheme of documents that show a spec file as an environment has one of its specs. */
export const environmentScheme = "langgraph-crons-environment";

export function environmentUri(file: vscode.Uri, name: string, environment: string): vscode.Uri {
  return versionUri(environmentScheme, { file, name, of: environment });
}
