import * as vscode from "vscode";
import { plainText } from "../../platform/plainText";
import { localZone, momentWords } from "../../platform/runWords";
import { nextWords, scheduleWords } from "./scheduleText";
import type { SpecReader } from "./specReader";
import { specRuns, specSchedule } from "./specSchedule";

const runCount = 10;

/** The next runs of a spec as a list that a keyboard and a screen reader can go through. */
export async function showRuns(reader: SpecReader, file: vscode.Uri, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const spec = reader.read(document).specs.find((checked) => checked.spec.name === name)?.spec.arguments;
  const found = spec && specSchedule(spec);
  if (spec === undefined || found === undefined) return;
  const now = Date.now();
  const clocks = [...new Set([localZone(), "UTC"])].filter((zone) => zone !== found.zone);
  const items = specRuns(spec, found, now, runCount).map((run) => ({
    label: `${momentWords(run, found.zone, now)} ${found.zone}`,
    description: clocks.map((zone) => `${momentWords(run, zone, now)} ${zone}`).join(" · "),
  }));
  await vscode.window.showQuickPick(items.length > 0 ? items : [{ label: nextWords(spec, now), description: "" }], {
    title: plainText(`${name} · ${await scheduleWords(spec)}`),
    placeHolder: vscode.l10n.t("The next runs, as the Agent Server computes them"),
  });
}
