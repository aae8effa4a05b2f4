import * as vscode from "vscode";
import { runCommand } from "../../platform/app/app";
import type { ScheduleProposal } from "../../platform/app/editorCommands";
import { requireTrust } from "../../platform/host/trust";
import type { CronRef } from "../../platform/servers/cronRef";
import { documentRange } from "../../platform/specs/documentRange";
import type { SpecIndex } from "../../platform/specs/specIndex";
import { plainText } from "../../platform/words/plainText";
import { changeDocument } from "./changeDocument";
import type { SpecReader } from "./specReader";

interface Parts {
  readonly index: Pick<SpecIndex, "filesOf">;
  readonly reader: Pick<SpecReader, "wellFormed">;
}

/**
 * Writes a schedule into the file of the workspace that has this cron's spec: one edit in the open file, neither saved nor
 * submitted. A cron without a file gets its form. Throws if the file has errors, or another schedule than the server.
 */
export async function proposeSchedule(
  { index, reader }: Parts,
  cron: CronRef,
  change: ScheduleProposal,
): Promise<void> {
  requireTrust();
  const { before, name, schedule } = change;
  const files = name === undefined ? [] : await index.filesOf(name);
  if (name === undefined || files.length === 0) {
    await runCommand("langgraphCrons.cron.propose", cron, { schedule });
    return;
  }
  const file = files.length === 1 ? files[0] : await pickFile(files, name);
  if (file === undefined) return;
  const document = await vscode.workspace.openTextDocument(file);
  const spec = reader.wellFormed(document, name);
  const shown = [plainText(name), plainText(vscode.workspace.asRelativePath(file))] as const;
  if (spec === undefined) throw new Error(vscode.l10n.t("“{0}” could not be changed: {1} has errors.", ...shown));
  const place = spec.rangeOf(["schedule"]);
  const editor = await vscode.window.showTextDocument(document, { selection: documentRange(document, place) });
  const written = spec.arguments.schedule;
  if (written === schedule) return;
  if (written !== before) {
    throw new Error(
      vscode.l10n.t(
        "“{0}” was not changed: its schedule in {1} differs from the server’s, for which the proposal is. Submit it, or compare it with the server, first.",
        ...shown,
      ),
    );
  }
  await changeDocument(document, { ...place, content: JSON.stringify(schedule) });
  editor.selection = new vscode.Selection(
    document.positionAt(place.offset + 1),
    document.positionAt(place.offset + 1 + schedule.length),
  );
}

async function pickFile(files: readonly vscode.Uri[], name: string): Promise<vscode.Uri | undefined> {
  const items = files.map((file) => ({ label: plainText(vscode.workspace.asRelativePath(file)), file }));
  const title = vscode.l10n.t("Change “{0}” in which file?", plainText(name));
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.file;
}
