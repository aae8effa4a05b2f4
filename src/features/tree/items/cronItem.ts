import * as vscode from "vscode";
import type { Health, HealthKind, RunResult } from "../../../core/health/health";
import type { ScheduleDialect } from "../../../core/schedule/scheduleDialect";
import type { Cron, Thread } from "../../../core/server/cron";
import { cronName } from "../../../platform/words/cronName";
import { healthIcon, healthWord } from "../../../platform/words/healthInWords";
import { plainText } from "../../../platform/words/plainText";
import { threadTitle } from "../../../platform/words/threadTitle";
import { relativeTime } from "../../../platform/words/timeWords";
import { managedWords } from "./managedWords";

export interface CronFacts {
  /** The schedule in words, or as written. */
  readonly words: string;
  readonly health: Health;
  /** The dialect of the cron's server. */
  readonly dialect: ScheduleDialect;
  /** The cron's thread; undefined if it has none, or the row above is the thread's. */
  readonly thread: Thread | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function cronItem(cron: Cron, facts: CronFacts): vscode.TreeItem {
  const { health, now, thread, words } = facts;
  const title = thread && threadTitle(thread);
  const name = cronName(cron) ?? title ?? plainText(cron.schedule);
  const schedule = `${words} ${plainText(cron.timezone ?? "UTC")}`;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const isTold = title === undefined || title.toLowerCase() === name.toLowerCase();
  const tail = [...(isTold ? [] : [title]), schedule];
  item.description = [...stateWords(health, now, "narrow"), ...tail].join(" · ");
  item.iconPath = healthIcon(health);
  item.contextValue = ["cron", ...contextTags(health, cron)].join(" ");
  item.accessibilityInformation = {
    label: [
      vscode.l10n.t("Cron {0}", name),
      ...stateWords(health, now, "long"),
      schedule,
      ...(thread === undefined ? [] : [vscode.l10n.t("thread {0}", title ?? thread.thread_id)]),
      ...managedWords(cron),
    ].join(", "),
  };
  return item;
}

/** Menus test these tags: a cron that has ended can still be paused or resumed. */
function contextTags(health: Health, cron: Cron): readonly string[] {
  return [
    cron.enabled ? "enabled" : "paused",
    ...(health.kind === "ended" ? ["ended"] : []),
    ...(cron.thread_id === null ? [] : ["onThread"]),
  ];
}

/** How it is doing, how its last run ended, and when it runs next: short words first, because rows are cut. */
function stateWords(health: Health, now: number, style: "narrow" | "long"): readonly string[] {
  const last = lastWords(health, now, style);
  const next = nextWords(health, now, style);
  const isPlain = health.kind === "scheduled" && next.length > 0;
  const word = isPlain ? [] : [healthWord(health, now)];
  if (style === "narrow" && word.length === 0 && last.length === 0 && health.next !== undefined) {
    return [relativeTime(health.next, now, vscode.env.language, style)];
  }
  return [...word, ...last, ...next];
}

/** The word for these tells of the last run already. */
const tellLastRun: readonly HealthKind[] = ["failed", "waits", "running", "pilingUp"];

function lastWords({ kind, lastRun }: Health, now: number, style: "narrow" | "long"): readonly string[] {
  if (lastRun === undefined || tellLastRun.includes(kind)) return [];
  const created = Date.parse(lastRun.run.created_at);
  const word = Number.isNaN(created)
    ? undefined
    : resultWord(lastRun.result, relativeTime(created, now, vscode.env.language, style));
  if (word === undefined) return [];
  return [style === "narrow" ? word : vscode.l10n.t("last run {0}", word)];
}

/** undefined: it has not ended, or nobody knows. */
function resultWord(result: RunResult, when: string): string | undefined {
  switch (result) {
    case "succeeded":
      return vscode.l10n.t("done {0}", when);
    case "failed":
      return vscode.l10n.t("failed {0}", when);
    case "cancelled":
      return vscode.l10n.t("cancelled {0}", when);
    case "waits":
      return vscode.l10n.t("waits since {0}", when);
    case "running":
    case "queued":
    case "unknown":
      return undefined;
  }
}

function nextWords({ kind, next }: Health, now: number, style: "narrow" | "long"): readonly string[] {
  if (next === undefined || kind === "paused" || kind === "ended") return [];
  const time = relativeTime(next, now, vscode.env.language, style);
  return [style === "narrow" ? vscode.l10n.t("next {0}", time) : vscode.l10n.t("next run {0}", time)];
}
