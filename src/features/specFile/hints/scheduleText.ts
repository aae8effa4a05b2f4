import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { momentWords } from "../../../platform/words/runWords";
import { scheduleWords } from "../../../platform/words/scheduleWords";
import { type SpecSchedule, specRuns } from "../specSchedule";

/** The spec's schedule in words: empty if the times are random, undefined if the server would not understand it. */
export async function specWords(found: SpecSchedule | undefined): Promise<string | undefined> {
  return found && scheduleWords(found.schedule);
}

/** “next Tue, Nov 24, 9:00 AM Europe/Berlin”, or why there is no next run. */
export function nextWords(spec: RawArguments, found: SpecSchedule | undefined, now: number): string {
  if (found === undefined) return vscode.l10n.t("schedule not understood");
  if (spec.enabled === false) return vscode.l10n.t("paused");
  if (found.schedule.unpredictable) return vscode.l10n.t("at random times that the server picks");
  const [next] = specRuns(spec, found, now, 1).runs;
  return next === undefined
    ? vscode.l10n.t("no more runs")
    : vscode.l10n.t("next {0} {1}", momentWords(next, found.zone, now), found.zone);
}
