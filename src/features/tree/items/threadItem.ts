import * as vscode from "vscode";
import type { Thread } from "../../../core/server/cron";
import { plainText } from "../../../platform/words/plainText";
import { threadTitle } from "../../../platform/words/threadTitle";
import { addBadge } from "./attentionBadges";
import { attentionWords, spokenAttention, withAttention } from "./attentionWords";

interface ThreadFacts {
  /** How many crons are shown below. */
  readonly crons: number;
  /** How many of them need attention. */
  readonly attention: number;
  readonly open: boolean;
}

export function threadItem(thread: Thread, { attention, crons, open }: ThreadFacts): vscode.TreeItem {
  const title = threadTitle(thread);
  const item = new vscode.TreeItem(title ?? thread.thread_id, collapsible(crons, open));
  const facts = [
    ...attentionWords(attention),
    ...(crons === 0 ? [] : [cronCount(crons)]),
    ...(thread.status === "idle" ? [] : [threadStatus(thread.status)]),
  ];
  item.description = facts.join(" · ");
  item.iconPath = icon(thread, attention);
  addBadge(item, attention);
  item.contextValue = "thread";
  item.tooltip = [
    ...(title === undefined ? [] : [title]),
    thread.thread_id,
    vscode.l10n.t("Status: {0}", threadStatus(thread.status)),
    ...metadataLines(thread),
  ].join("\n");
  item.accessibilityInformation = {
    label: [
      vscode.l10n.t("Thread {0}", title ?? thread.thread_id),
      ...spokenAttention(attention),
      crons === 0 ? vscode.l10n.t("no crons") : cronCount(crons),
      threadStatus(thread.status),
    ].join(", "),
  };
  return item;
}

export function cronCount(crons: number): string {
  return crons === 1 ? vscode.l10n.t("1 cron") : vscode.l10n.t("{0} crons", crons);
}

function threadStatus(status: Thread["status"]): string {
  switch (status) {
    case "idle":
      return vscode.l10n.t("idle");
    case "busy":
      return vscode.l10n.t("busy");
    case "interrupted":
      return vscode.l10n.t("interrupted: waits for a person");
    case "error":
      return vscode.l10n.t("the last run failed");
    case "unknown":
      return vscode.l10n.t("in a state that this version doesn't know");
  }
}

function icon({ status }: Thread, attention: number): vscode.ThemeIcon {
  switch (status) {
    case "idle":
    case "unknown":
      return withAttention(new vscode.ThemeIcon("comment-discussion"), attention);
    case "busy":
      return withAttention(new vscode.ThemeIcon("sync"), attention);
    case "interrupted":
      return new vscode.ThemeIcon("debug-pause", new vscode.ThemeColor("list.warningForeground"));
    case "error":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
  }
}

function collapsible(crons: number, open: boolean): vscode.TreeItemCollapsibleState {
  if (crons === 0) {
    return vscode.TreeItemCollapsibleState.None;
  }
  return open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

const mostMetadata = 8;

function metadataLines(thread: Thread): readonly string[] {
  return Object.entries(thread.metadata)
    .slice(0, mostMetadata)
    .map(([key, value]) => plainText(`${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`));
}
