import * as vscode from "vscode";
import type { Schedule } from "../../core/schedule/schedule";
import { type OtherReading, readElsewhere } from "../../core/schedule/secondsFirst";
import { docsPage } from "./findingMessages";
import { scheduleWords } from "./scheduleWords";

/** How other schedulers read a schedule, and where to read why. */
export interface Elsewhere {
  readonly words: string;
  readonly link: { readonly title: string; readonly url: string };
}

/** Runs that must be equal: enough to meet both readings of a rare day in most schedules. */
const comparedRuns = 50;

/** undefined if they read it the same way. */
export async function elsewhereWords(schedule: Schedule, zone: string, now: number): Promise<Elsewhere | undefined> {
  const reading = await readElsewhere(schedule, { zone, from: now, count: comparedRuns });
  if (reading.kind === "same") return undefined;
  const url = docsPage("schedule-language.md#what-differs").toString();
  return { words: await readingWords(reading), link: { title: vscode.l10n.t("What differs"), url } };
}

async function readingWords(reading: Exclude<OtherReading, { readonly kind: "same" }>): Promise<string> {
  if (reading.kind === "refused") return vscode.l10n.t("Other schedulers refuse this schedule.");
  const words = await scheduleWords(reading.schedule);
  return vscode.l10n.t("Other schedulers read this differently: {0}.", words);
}
