import * as vscode from "vscode";
import type { Health } from "../../../core/health/health";
import type { ScheduleDialect } from "../../../core/schedule/scheduleDialect";
import type { Cron } from "../../../core/server/cron";
import { cronName } from "../../../platform/words/cronName";
import { healthIcon, healthWord } from "../../../platform/words/healthInWords";
import { plainText } from "../../../platform/words/plainText";
import { relativeTime } from "../../../platform/words/timeWords";

export interface CronFacts {
  /** The schedule in words, or as written. */
  readonly words: string;
  readonly health: Health;
  /** The dialect of the cron's server. */
  readonly dialect: ScheduleDialect;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function cronItem(cron: Cron, { health, now, words }: CronFacts): vscode.TreeItem {
  const name = cronName(cron) ?? plainText(cron.schedule);
  const zone = plainText(cron.timezone ?? "UTC");
  const item = new vscode.TreeItem(name, collapsible(cron));
  item.description = [...stateWords(health, now, "narrow"), `${words} ${zone}`].join(" · ");
  item.iconPath = healthIcon(health);
  item.contextValue = ["cron", ...contextTags(health, cron)].join(" ");
  item.accessibilityInformation = {
    label: [vscode.l10n.t("Cron {0}", name), ...stateWords(health, now, "long"), `${words} ${zone}`].join(", "),
  };
  return item;
}

/** Runs are listed by the cron's thread, so a cron without a thread has none to show. */
function collapsible(cron: Cron): vscode.TreeItemCollapsibleState {
  return cron.thread_id === null ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Menus test these tags: a cron that has ended can still be paused or resumed. */
function contextTags(health: Health, cron: Cron): readonly string[] {
  const enabled = cron.enabled ? "enabled" : "paused";
  return health.kind === "ended" ? [enabled, "ended"] : [enabled];
}

/** How it is doing, and when it runs next. Of a cron that is well only the latter. */
function stateWords(health: Health, now: number, style: "narrow" | "long"): readonly string[] {
  const { next } = health;
  const isOff = health.kind === "paused" || health.kind === "ended";
  const word = health.kind === "scheduled" && next !== undefined ? [] : [healthWord(health, now)];
  if (next === undefined || isOff) return word;
  const time = relativeTime(next, now, vscode.env.language, style);
  const isAlone = style === "narrow" && word.length === 0;
  return [...word, isAlone ? time : vscode.l10n.t("next run {0}", time)];
}
