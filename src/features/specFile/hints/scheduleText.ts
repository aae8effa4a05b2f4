import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { CronUsage } from "../../../core/cost/cronUsage";
import { monthWords } from "../../../platform/words/monthWords";
import { momentWords } from "../../../platform/words/runWords";
import { scheduleWords } from "../../../platform/words/scheduleWords";
import { type SpecSchedule, specRuns, specRunsAMonth } from "../specSchedule";

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

/**
 * The schedule in words, the next run, and what that takes in 30 days, with tokens where they were measured; undefined if
 * the server would not understand the schedule.
 */
export async function scheduleLine(
  spec: RawArguments,
  found: SpecSchedule | undefined,
  usage: CronUsage | undefined,
  now: number,
): Promise<string | undefined> {
  const words = await specWords(found);
  if (found === undefined || words === undefined) return undefined;
  const month = spec.enabled === false ? "" : monthWords(specRunsAMonth(spec, found, now), usage);
  return [words, nextWords(spec, found, now), month].filter((part) => part !== "").join(" · ");
}
