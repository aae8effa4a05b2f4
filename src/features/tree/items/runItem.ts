import * as vscode from "vscode";
import { errorText } from "../../../core/health/errorText";
import type { RunResult } from "../../../core/health/health";
import type { ToldRun } from "../../../core/health/toldRun";
import { plainText } from "../../../platform/words/plainText";
import { runResultWords } from "../../../platform/words/runResultWords";
import { localZone, momentWords, shortMomentWords } from "../../../platform/words/runWords";
import { durationWords, relativeTime } from "../../../platform/words/timeWords";

/** The rest is on the run's page. */
const longestError = 120;
const longestTooltip = 500;

/** Of a run that the server has deleted. */
interface Seen {
  readonly tokens: number | null;
}

/** A run by its time: the slot, with its delay where that is worth saying; without a slot its creation. */
export function runItem(told: ToldRun, now: number, seen?: Seen): vscode.TreeItem {
  const { run } = told;
  const item = new vscode.TreeItem(shortMomentWords(told.slot ?? Date.parse(run.created_at), localZone(), now));
  item.description = rowWords(told, now, "narrow", seen).join(" · ");
  item.iconPath = icons[told.result];
  item.contextValue = seen === undefined ? "run" : "seenRun";
  item.tooltip = tooltip(told, now, seen);
  const time = relativeTime(Date.parse(run.created_at), now, vscode.env.language, "long");
  item.accessibilityInformation = {
    label: [vscode.l10n.t("Run {0}", time), ...rowWords(told, now, "long", seen)].join(", "),
  };
  return item;
}

export function seenOnlyItem(none: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("The server deletes these runs"));
  item.description = none
    ? vscode.l10n.t("none was seen while VS Code was open")
    : vscode.l10n.t("seen while VS Code was open");
  item.iconPath = new vscode.ThemeIcon("info");
  item.contextValue = "seenOnly";
  item.tooltip = vscode.l10n.t(
    "on_run_completed is “delete”: each run and its thread are gone at its end. Runs that take longer than about twelve seconds are seen while live updates run.",
  );
  item.accessibilityInformation = { label: `${String(item.label)}, ${item.description}` };
  return item;
}

function resultWords(told: ToldRun, seen: Seen | undefined): string {
  const isLost = seen !== undefined && told.result === "unknown";
  return isLost ? vscode.l10n.t("end not seen") : runResultWords(told);
}

function rowWords(told: ToldRun, now: number, style: "narrow" | "long", seen: Seen | undefined): readonly string[] {
  const { isLate, lateBy, run, took } = told;
  const language = vscode.env.language;
  const isOpen = told.result === "queued" || told.result === "running" || told.result === "waits";
  const since = told.result === "waits" ? run.updated_at : run.created_at;
  return [
    ...(isLate && lateBy !== null ? [vscode.l10n.t("{0} late", durationWords(lateBy, language))] : []),
    resultWords(told, seen),
    ...(isOpen && style === "narrow" ? [relativeTime(Date.parse(since), now, language, style)] : []),
    ...(isOpen || took === undefined ? [] : [durationWords(took, language)]),
    ...(run.isByHand ? [vscode.l10n.t("by hand")] : []),
    ...(told.error === undefined ? [] : [firstLine(errorText(told.error))]),
  ];
}

function firstLine(error: string): string {
  return plainText(error.trimStart().split("\n", 1)[0] ?? "", longestError);
}

function tooltip(told: ToldRun, now: number, seen: Seen | undefined): string {
  const { error, lateBy, run, slot, took } = told;
  const language = vscode.env.language;
  const created = Date.parse(run.created_at);
  const start = slot === null || lateBy === null ? undefined : { slot, lateBy };
  return [
    resultWords(told, seen),
    ...(error === undefined ? [] : [plainText(errorText(error), longestTooltip)]),
    ...(start === undefined
      ? [vscode.l10n.t("Created {0} UTC", momentWords(created, "UTC", now))]
      : [
          vscode.l10n.t("Due {0} UTC", momentWords(start.slot, "UTC", now)),
          vscode.l10n.t("Created {0} later", durationWords(start.lateBy, language)),
        ]),
    ...(took === undefined ? [] : [vscode.l10n.t("Ended {0} after that", durationWords(took, language))]),
    ...(seen?.tokens ? [vscode.l10n.t("{0} tokens", seen.tokens.toLocaleString(language))] : []),
    vscode.l10n.t("Run {0}", run.run_id),
    vscode.l10n.t("Thread {0}", run.thread_id),
  ].join("\n");
}

const icons: Readonly<Record<RunResult, vscode.ThemeIcon>> = {
  queued: new vscode.ThemeIcon("circle-outline"),
  running: new vscode.ThemeIcon("sync"),
  succeeded: new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed")),
  failed: new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed")),
  waits: new vscode.ThemeIcon("person", new vscode.ThemeColor("list.warningForeground")),
  cancelled: new vscode.ThemeIcon("debug-pause", new vscode.ThemeColor("list.warningForeground")),
  unknown: new vscode.ThemeIcon("question"),
};
