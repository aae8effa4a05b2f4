import * as vscode from "vscode";
import { specSuffix } from "../../core/spec/specNameOfFile";
import { runCommand } from "../../platform/app";
import { isSpecDocument, isSpecFile } from "./specSelector";

/** Which specs a command is about: all of these files, or only the one of that name. */
export interface SubmitTargets {
  readonly files: readonly vscode.Uri[];
  readonly name?: string;
}

/**
 * What a command was called for. A lens passes the file and the spec's name, a menu the file and perhaps all selected
 * files, the palette nothing: then it is the editor's file, or what the user picks from the workspace.
 */
export async function submitTargets(file: unknown, which: unknown): Promise<SubmitTargets | undefined> {
  if (!(file instanceof vscode.Uri)) {
    const files = await askForFiles();
    return files === undefined ? undefined : { files };
  }
  if (typeof which === "string") return { files: [file], name: which };
  const selected = Array.isArray(which) ? which.filter((uri) => uri instanceof vscode.Uri && isSpecFile(uri)) : [];
  return { files: selected.length > 0 ? selected : [file] };
}

async function askForFiles(): Promise<readonly vscode.Uri[] | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && isSpecDocument(active)) return [active.uri];
  const found = await vscode.workspace.findFiles(`**/*${specSuffix}`, "**/node_modules/**", 2_000);
  if (found.length === 0) {
    await offerNewSpec();
    return undefined;
  }
  const items = found
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Cron spec files"),
    placeHolder: vscode.l10n.t("Choose one or several"),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ uri }) => uri);
}

async function offerNewSpec(): Promise<void> {
  const create = vscode.l10n.t("New Cron Spec File");
  const message = vscode.l10n.t("There is no *.cron.json file in this workspace.");
  if ((await vscode.window.showInformationMessage(message, create)) === create) {
    await runCommand("langgraphCrons.spec.new");
  }
}
