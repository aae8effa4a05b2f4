import * as vscode from "vscode";
import type { HealthKind } from "../../../core/health/health";
import { healthKindTexts } from "../../../core/health/healthTexts";
import { capital } from "../../../platform/words/capital";
import { healthKindIcon, healthKindWord } from "../../../platform/words/healthInWords";
import type { NextRunGroup } from "../arrange/nextRunGroup";
import { addBadge } from "./attentionBadges";
import { attentionWords, spokenAttention, withAttention } from "./attentionWords";
import { cronCount } from "./threadItem";

export interface GroupFacts {
  readonly grouping: string;
  readonly key: string;
  /** Of an assistant its name. */
  readonly name: string;
  readonly crons: number;
  readonly attention: number;
  readonly open: boolean;
}

/** Crons that have an assistant, a time or their health in common. */
export function groupItem(facts: GroupFacts): vscode.TreeItem {
  const { attention, crons, open } = facts;
  const label = labelOf(facts);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, open ? Expanded : Collapsed);
  item.description = [...attentionWords(attention), cronCount(crons)].join(" · ");
  item.iconPath = iconOf(facts);
  addBadge(item, attention);
  item.contextValue = "group";
  item.accessibilityInformation = { label: [label, ...spokenAttention(attention), cronCount(crons)].join(", ") };
  return item;
}

function labelOf({ grouping, key, name }: GroupFacts): string {
  if (grouping === "health" && isHealthKind(key)) return capital(healthKindWord(key));
  return grouping === "nextRun" ? timeLabel(key as NextRunGroup) : name;
}

function iconOf({ attention, grouping, key }: GroupFacts): vscode.ThemeIcon {
  if (grouping === "health" && isHealthKind(key)) return healthKindIcon(key);
  return withAttention(new vscode.ThemeIcon(grouping === "assistant" ? "hubot" : "calendar"), attention);
}

function isHealthKind(key: string): key is HealthKind {
  return key in healthKindTexts;
}

function timeLabel(key: NextRunGroup): string {
  switch (key) {
    case "overdue":
      return vscode.l10n.t("Overdue");
    case "withinHour":
      return vscode.l10n.t("Within the hour");
    case "today":
      return vscode.l10n.t("Today");
    case "tomorrow":
      return vscode.l10n.t("Tomorrow");
    case "withinWeek":
      return vscode.l10n.t("Within a week");
    case "later":
      return vscode.l10n.t("Later");
    case "notPlanned":
      return vscode.l10n.t("Not planned");
  }
}
