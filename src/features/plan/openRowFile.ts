import * as vscode from "vscode";
import { documentRange } from "../../platform/specs/documentRange";
import { isSpecRow, type PageRow } from "./pageRow";

/** Opens a row's spec, or its first mistake. */
export async function openRowFile(row: PageRow): Promise<void> {
  if (!isSpecRow(row)) return;
  const [first] = row.findings;
  const document = await vscode.workspace.openTextDocument((first?.read ?? row.read).uri);
  const place = first?.range ?? row.change?.draft.spec.range;
  const selection = place === undefined ? undefined : documentRange(document, { ...place, length: 0 });
  await vscode.window.showTextDocument(document, selection === undefined ? {} : { selection });
}
