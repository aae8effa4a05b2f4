import * as vscode from "vscode";
import type { Assistant, Run } from "../../../core/server/cron";
import { plainText } from "../../../platform/words/plainText";
import { runStatusWords } from "../../../platform/words/runStatusWords";
import { localZone, momentWords } from "../../../platform/words/runWords";
import { relativeTime } from "../../../platform/words/timeWords";
import { cronCount } from "./threadItem";

export function assistantsItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Assistants"), vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon("organization");
  item.contextValue = "assistants";
  return item;
}

export function assistantItem(assistant: Assistant): vscode.TreeItem {
  const name = plainText(assistant.name);
  const graph = plainText(assistant.graph_id);
  const item = new vscode.TreeItem(name);
  item.description = graph === name ? "" : graph;
  item.iconPath = new vscode.ThemeIcon("hubot");
  item.contextValue = "assistant";
  item.tooltip = [name, vscode.l10n.t("Graph: {0}", graph), assistant.assistant_id].join("\n");
  item.accessibilityInformation = { label: vscode.l10n.t("Assistant {0}, graph {1}", name, graph) };
  return item;
}

export function threadlessItem(crons: number, open: boolean): vscode.TreeItem {
  const label = vscode.l10n.t("Crons without a thread");
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, open ? Expanded : Collapsed);
  item.description = cronCount(crons);
  item.iconPath = new vscode.ThemeIcon("watch");
  item.contextValue = "group";
  item.tooltip = vscode.l10n.t("Each run of these crons creates its own thread.");
  item.accessibilityInformation = { label: `${label}, ${cronCount(crons)}` };
  return item;
}

export function loadMoreItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Load more threads…"));
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "loadMore";
  return item;
}

/** `waits`: the run has stopped to ask a person, for which the server's word is success. */
export function runItem(run: Run, waits: boolean, now: number): vscode.TreeItem {
  const words = waits ? vscode.l10n.t("waits for a person") : runStatusWords(run.status);
  const created = Date.parse(run.created_at);
  const language = vscode.env.language;
  const item = new vscode.TreeItem(momentWords(created, localZone(), now));
  item.description = `${words} · ${relativeTime(created, now, language, "narrow")}`;
  item.iconPath = waits ? waitsIcon : runIcon(run.status);
  item.contextValue = "run";
  item.tooltip = [
    words,
    `${momentWords(created, "UTC", now)} UTC`,
    vscode.l10n.t("Run {0}", run.run_id),
    vscode.l10n.t("Thread {0}", run.thread_id),
  ].join("\n");
  item.accessibilityInformation = {
    label: vscode.l10n.t("Run {0}, {1}", relativeTime(created, now, language, "long"), words),
  };
  return item;
}

const waitsIcon = new vscode.ThemeIcon("person", new vscode.ThemeColor("list.warningForeground"));

function runIcon(status: Run["status"]): vscode.ThemeIcon {
  switch (status) {
    case "pending":
      return new vscode.ThemeIcon("circle-outline");
    case "unknown":
      return new vscode.ThemeIcon("question");
    case "running":
      return new vscode.ThemeIcon("sync");
    case "success":
      return new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
    case "interrupted":
      return new vscode.ThemeIcon("debug-pause", new vscode.ThemeColor("list.warningForeground"));
    case "error":
    case "timeout":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed"));
  }
}
