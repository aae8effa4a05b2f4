import * as vscode from "vscode";
import { isSpecFileName, specGlob } from "../../../core/specFile/specNameOfFile";
import { runCommand } from "../../../platform/app/app";
import { pickFrom } from "../../../platform/host/quickInput";
import { withoutIgnored } from "../../../platform/specs/ignoredFiles";
import { isSpecFile } from "../../../platform/specs/specSelector";
import { plainText } from "../../../platform/words/plainText";

/** Which specs a command is for: all in these files, or only the one with that name. */
export interface SubmitTargets {
  readonly files: readonly vscode.Uri[];
  readonly name?: string;
}

/**
 * What a command was called for. A lens passes the file and the spec's name, a menu the file and perhaps all selected
 * files, the palette nothing: then it is the editor's file, or what the user picks from the workspace. Throws for a
 * document that is not a file: an old revision must not be submitted just because it was in front. `several`: whether
 * more than one can be picked.
 */
export async function submitTargets(file: unknown, which: unknown, several = true): Promise<SubmitTargets | undefined> {
  if (!(file instanceof vscode.Uri)) {
    const files = await askForFiles(several);
    return files === undefined ? undefined : { files };
  }
  requireSpecFile(file);
  if (typeof which === "string") return { files: [file], name: which };
  const selected = Array.isArray(which) ? which.filter((uri) => uri instanceof vscode.Uri && isSpecFile(uri)) : [];
  return { files: selected.length > 0 ? selected : [file] };
}

async function askForFiles(several: boolean): Promise<readonly vscode.Uri[] | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active !== undefined && isSpecFileName(active.path)) {
    requireSpecFile(active);
    return [active];
  }
  const found = await withoutIgnored(await vscode.workspace.findFiles(specGlob, "**/node_modules/**", 2_000));
  if (found.length === 0) {
    await offerNewSpec();
    return undefined;
  }
  const items = found
    .map((uri) => ({ label: plainText(vscode.workspace.asRelativePath(uri)), uri }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const placeHolder = several ? vscode.l10n.t("Which cron spec files?") : vscode.l10n.t("Which cron spec file?");
  const picked = await pickFrom({ placeHolder, several, load: async () => ({ items, marked: [] }) });
  return Array.isArray(picked) ? picked.map(({ uri }) => uri) : undefined;
}

function requireSpecFile(uri: vscode.Uri): void {
  if (isSpecFile(uri)) return;
  const name = plainText(uri.path.slice(uri.path.lastIndexOf("/") + 1));
  if (!isSpecFileName(uri.path)) {
    throw new Error(vscode.l10n.t("“{0}” is not a spec file: its name must end with .cron.json.", name));
  }
  throw new Error(
    uri.scheme === "untitled"
      ? vscode.l10n.t("“{0}” is not saved yet. Save the file first.", name)
      : vscode.l10n.t(
          "This “{0}” is only a copy that the editor shows ({1}), perhaps an older version. Open the file itself.",
          name,
          plainText(uri.scheme),
        ),
  );
}

async function offerNewSpec(): Promise<void> {
  const create = vscode.l10n.t("New Cron Spec File");
  const message = vscode.l10n.t("There is no *.cron.json file in this workspace.");
  if ((await vscode.window.showInformationMessage(message, create)) === create) {
    await runCommand("langgraphCrons.spec.new");
  }
}
