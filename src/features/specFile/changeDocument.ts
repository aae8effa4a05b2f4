import type { Edit } from "jsonc-parser";
import * as vscode from "vscode";
import { documentRange } from "../../platform/specs/documentRange";

/** One edit, which the user can undo or save. Throws if the editor refuses it. */
export async function changeDocument(document: vscode.TextDocument, { content, ...place }: Edit): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, documentRange(document, place), content);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t("The file could not be changed."));
}
