import * as vscode from "vscode";
import type { Assistant } from "../../../core/server/cron";
import { plainText } from "../../../platform/words/plainText";
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
