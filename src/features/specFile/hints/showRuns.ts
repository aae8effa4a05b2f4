import * as vscode from "vscode";
import { plainText } from "../../../platform/words/plainText";
import { localZone, momentWords } from "../../../platform/words/runWords";
import type { SpecReader } from "../specReader";
import { specRuns } from "../specSchedule";
import { nextWords, specWords } from "./scheduleText";

const runCount = 10;

/** The next runs of a spec as a list that works with a keyboard and a screen reader. */
export async function showRuns(reader: SpecReader, file: vscode.Uri, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const checked = reader.read(document).specs.find(({ spec }) => spec.name === name);
  const found = checked?.schedule;
  if (checked === undefined || found === undefined) return;
  const given = checked.spec.arguments;
  const now = Date.now();
  const clocks = [...new Set([localZone(), "UTC"])].filter((zone) => zone !== found.zone);
  const items = specRuns(given, found, now, runCount).runs.map((run) => ({
    label: `${momentWords(run, found.zone, now)} ${found.zone}`,
    description: clocks.map((zone) => `${momentWords(run, zone, now)} ${zone}`).join(" · "),
  }));
  await vscode.window.showQuickPick(
    items.length > 0 ? items : [{ label: nextWords(given, found, now), description: "" }],
    {
      title: plainText(`${name} · ${await specWords(found)}`),
      placeHolder: vscode.l10n.t("The next runs, as the Agent Server computes them"),
    },
  );
}
