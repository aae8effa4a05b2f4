import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { clockFindings } from "../../../core/schedule/clockFindings";
import { countBetween } from "../../../core/schedule/countBetween";
import { findTimeZone } from "../../../core/schedule/timeZone";
import { type Elsewhere, elsewhereWords } from "../../../platform/words/elsewhereWords";
import { findingText } from "../../../platform/words/findingMessages";
import { localZone, momentWords } from "../../../platform/words/runWords";
import { type SpecSchedule, specRuns, specRunsAMonth } from "../specSchedule";
import { plainMarkdown, plainTable } from "./plainMarkdown";
import { nextWords, specWords } from "./scheduleText";

const runCount = 10;
const yearMilliseconds = 365 * 86_400_000;

/** A spec's schedule in words, its next runs on three clocks, and notes about them. */
export async function scheduleHover(
  given: RawArguments,
  found: SpecSchedule | undefined,
  now: number,
): Promise<vscode.MarkdownString | undefined> {
  const words = await specWords(found);
  if (found === undefined || words === undefined) return undefined;
  const text = plainMarkdown(words);
  const { runs } = specRuns(given, found, now, runCount);
  if (!found.zoneGiven) appendLine(text, vscode.l10n.t("No time zone is given: the server reads it in UTC."));
  text.appendMarkdown("\n\n");
  if (runs.length === 0) text.appendText(nextWords(given, found, now));
  else text.appendMarkdown(runTable(runs, found.zone, now));
  for (const note of [...clockNotes(found, runs, now), ...rateNotes(given, found, now)]) appendLine(text, note);
  const elsewhere = await elsewhereWords(found.schedule, found.zone, now);
  if (elsewhere !== undefined) appendElsewhere(text, elsewhere);
  return text;
}

function runTable(runs: readonly number[], zone: string, now: number): string {
  const clocks = [...new Set([zone, localZone(), "UTC"])];
  return plainTable(
    clocks,
    runs.map((run) => clocks.map((clock) => momentWords(run, clock, now))),
  );
}

/** Clock changes that move or double one of these runs. */
function clockNotes({ schedule, zone }: SpecSchedule, runs: readonly number[], now: number): readonly string[] {
  const last = runs.at(-1);
  const known = findTimeZone(zone);
  if (last === undefined || known === undefined) return [];
  const { offset } = known.periodAt(Math.floor(last / 1000));
  const lastDate = new Date(last + offset * 1000).toISOString().slice(0, 10);
  return clockFindings(schedule, known, now)
    .filter(({ args }) => String(args.date) <= lastDate)
    .map(findingText);
}

/** Rarer schedules are told by a year, because most months have no run. */
const rare = 24;

/** How many runs the coming 30 days have, and of a rare schedule also the coming year. */
function rateNotes(spec: RawArguments, found: SpecSchedule, now: number): readonly string[] {
  const { schedule, zone } = found;
  const month = specRunsAMonth(spec, found, now);
  if (month === undefined) return [];
  const number = new Intl.NumberFormat(vscode.env.language);
  const year = countBetween(schedule, zone, now, now + yearMilliseconds);
  return [
    ...(month === 0 ? [] : [vscode.l10n.t("Runs in 30 days: {0}.", number.format(month))]),
    ...(year === 0 || year >= rare ? [] : [vscode.l10n.t("Runs within a year: {0}.", number.format(year))]),
  ];
}

function appendLine(text: vscode.MarkdownString, line: string): void {
  text.appendMarkdown("\n\n");
  text.appendText(line);
}

function appendElsewhere(text: vscode.MarkdownString, { words, link }: Elsewhere): void {
  appendLine(text, `${words} `);
  text.appendMarkdown(`[${plainMarkdown(link.title).value}](${link.url})`);
}
