import * as vscode from "vscode";
import { type CronState, cronState } from "../../../core/lifecycle/cronState";
import type { Cron } from "../../../core/server/cron";
import { cronName } from "../../../platform/words/cronName";
import { plainText } from "../../../platform/words/plainText";
import { relativeTime } from "../../../platform/words/timeWords";
import { nextRunOf, type Reckoning } from "../upcomingRuns";

export interface CronFacts extends Reckoning {
  /** The schedule in words, or as written. */
  readonly words: string;
  /** Epoch milliseconds: when the server sent the cron. */
  readonly asOf: number;
}

export function cronItem(cron: Cron, facts: CronFacts): vscode.TreeItem {
  const { words, asOf } = facts;
  const state = cronState(cron, asOf);
  const name = cronName(cron) ?? plainText(cron.schedule);
  const zone = plainText(cron.timezone ?? "UTC");
  const item = new vscode.TreeItem(name, collapsible(cron));
  item.description = `${stateWords(state, cron, facts, "narrow")} · ${words} ${zone}`;
  item.iconPath = icon(state);
  item.contextValue = ["cron", ...contextTags(state, cron)].join(" ");
  item.accessibilityInformation = {
    label: [vscode.l10n.t("Cron {0}", name), `${words} ${zone}`, stateWords(state, cron, facts, "long")].join(", "),
  };
  return item;
}

/** Runs are listed by the cron's thread, so a cron without a thread has none to show. */
function collapsible(cron: Cron): vscode.TreeItemCollapsibleState {
  return cron.thread_id === null ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Collapsed;
}

/** Menus test these tags: a cron that has ended can still be paused or resumed. */
function contextTags(state: CronState, cron: Cron): readonly string[] {
  const enabled = cron.enabled ? "enabled" : "paused";
  return state === "ended" ? [enabled, "ended"] : [enabled];
}

export function stateWords(state: CronState, cron: Cron, reckoning: Reckoning, style: "narrow" | "long"): string {
  switch (state) {
    case "scheduled": {
      const { now } = reckoning;
      const next = nextRunOf(cron, reckoning);
      return next === undefined
        ? vscode.l10n.t("scheduled")
        : style === "narrow"
          ? relativeTime(next, now, vscode.env.language, style)
          : vscode.l10n.t("next run {0}", relativeTime(next, now, vscode.env.language, style));
    }
    case "paused":
      return vscode.l10n.t("paused");
    case "ended":
      return vscode.l10n.t("ended");
    case "overdue":
      return vscode.l10n.t("overdue: the server does not run it");
    case "never":
      return vscode.l10n.t("never runs");
    case "endless":
      return style === "narrow"
        ? vscode.l10n.t("starts every few seconds")
        : vscode.l10n.t("starts every few seconds, since its schedule has ended: pause or delete it");
  }
}

function icon(state: CronState): vscode.ThemeIcon {
  switch (state) {
    case "scheduled":
      return new vscode.ThemeIcon("clock", new vscode.ThemeColor("testing.iconPassed"));
    case "paused":
      return new vscode.ThemeIcon("debug-pause", new vscode.ThemeColor("disabledForeground"));
    case "ended":
      return new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("disabledForeground"));
    case "overdue":
      return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
    case "never":
    case "endless":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  }
}
