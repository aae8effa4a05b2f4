import * as vscode from "vscode";
import type { RunsEnd } from "../../../core/schedule/cronRuns";
import type { Cron } from "../../../core/server/cron";
import { managedCron } from "../../../core/server/stored/managedCron";
import { capital } from "../../../platform/words/capital";
import { cronName } from "../../../platform/words/cronName";
import { healthSentence } from "../../../platform/words/healthInWords";
import { plainText } from "../../../platform/words/plainText";
import { localZone, momentWords } from "../../../platform/words/runWords";
import { threadTitle } from "../../../platform/words/threadTitle";
import { upcomingRuns } from "../upcomingRuns";
import type { CronFacts } from "./cronItem";
import { managedWords } from "./managedWords";

const shownRuns = 5;

/** Everything about a cron as plain text: content from a server is never Markdown here. */
export function cronTooltip(cron: Cron, facts: CronFacts, assistant: string): string {
  const { health, words, now } = facts;
  const zone = cron.timezone ?? "UTC";
  return [
    ...[cronName(cron)].filter((name) => name !== undefined),
    `${plainText(cron.schedule)} · ${words} · ${plainText(zone)}`,
    healthSentence(health, cron.timezone, now),
    ...(health.next === undefined ? [] : runLines(cron, zone, facts)),
    vscode.l10n.t("Assistant: {0}", assistant),
    ...(cron.thread_id === null ? [] : [vscode.l10n.t("Thread: {0}", threadName(cron.thread_id, facts))]),
    ...managedLines(cron),
    ...(cron.end_time === null ? [] : [vscode.l10n.t("Ends: {0}", moment(cron.end_time, zone, now))]),
    vscode.l10n.t("Id: {0}", cron.cron_id),
  ].join("\n");
}

function threadName(id: string, { thread }: CronFacts): string {
  const title = thread && threadTitle(thread);
  return title === undefined ? id : `${title} (${id})`;
}

function managedLines(cron: Cron): readonly string[] {
  const managed = managedCron(cron.metadata);
  if (managed === undefined) return [];
  const words = managedWords(cron).map(capital);
  if (managed.by !== "deploy") return words;
  return [...words, vscode.l10n.t("Its next deploy deletes this cron and creates it again.")];
}

function runLines(cron: Cron, zone: string, facts: CronFacts): readonly string[] {
  const { runs, end } = upcomingRuns(cron, facts, shownRuns);
  const lines = runs.map((run) => `  ${runLine(run, zone, facts.now)}`);
  return [...(lines.length === 0 ? [] : [vscode.l10n.t("Next runs:"), ...lines]), ...endLines(end, zone, facts.now)];
}

/** Warns about a surprise: a cron whose schedule has ended doesn't stop. */
function endLines(end: RunsEnd, zone: string, now: number): readonly string[] {
  if (end.kind !== "comesToEnd") return [];
  const last = `${momentWords(end.last, zone, now)} ${plainText(zone)}`;
  return [vscode.l10n.t("After its last run, {0}, the server starts it every few seconds: pause it then.", last)];
}

/** The same moment on up to three clocks; clocks that show the same are listed once. */
function runLine(run: number, zone: string, now: number): string {
  const local = localZone();
  const clocks = [
    `${momentWords(run, zone, now)} ${plainText(zone)}`,
    ...(local === zone || local === "UTC" ? [] : [vscode.l10n.t("{0} here", momentWords(run, local, now))]),
    ...(zone === "UTC" ? [] : [`${momentWords(run, "UTC", now)} UTC`]),
  ];
  return clocks.join(" · ");
}

function moment(date: string, zone: string, now: number): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? plainText(date) : `${momentWords(time, zone, now)} ${plainText(zone)}`;
}
