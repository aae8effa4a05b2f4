import * as vscode from "vscode";
import type { RawArguments } from "../../core/spec/cronArguments";
import { plainFileName, specSuffix } from "../../core/spec/specNameOfFile";

/** Opens the arguments as a new, unsaved spec file. Nothing is written until the user saves it. */
export async function saveAsSpec(args: RawArguments, specName: string | null): Promise<void> {
  const document = await vscode.workspace.openTextDocument(await freeUri(fileName(args, specName)));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), `${JSON.stringify(args, null, 2)}\n`);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { preview: false });
}

function fileName(args: RawArguments, specName: string | null): string {
  const assistant = args.assistant_id;
  const name = specName ?? (typeof assistant === "string" ? assistant : "");
  return plainFileName(name) || "my-cron";
}

/** An untitled document that, when saved, goes to a file that does not exist yet. */
async function freeUri(name: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  for (let number = 1; ; number += 1) {
    const file = `${name}${number === 1 ? "" : `-${number}`}${specSuffix}`;
    const uri = folder === undefined ? vscode.Uri.file(file) : vscode.Uri.joinPath(folder, file);
    if (!(await isTaken(uri))) {
      return uri.with({ scheme: "untitled" });
    }
  }
}

async function isTaken(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some((document) => document.uri.path === uri.path)) {
    return true;
  }
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
