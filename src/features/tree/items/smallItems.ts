import * as vscode from "vscode";
import type { Assistant } from "../../../core/server/cron";
import { plainText } from "../../../platform/words/plainText";

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

interface OtherThreadsFacts {
  readonly threads: number;
  /** The server has more of them than were read. */
  readonly isMore: boolean;
  readonly open: boolean;
}

export function otherThreadsItem({ isMore, open, threads }: OtherThreadsFacts): vscode.TreeItem {
  const label = vscode.l10n.t("Threads without crons");
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, open ? Expanded : Collapsed);
  const count = threads.toLocaleString(vscode.env.language);
  item.description = isMore ? (threads === 0 ? "…" : `${count}+`) : count;
  item.iconPath = new vscode.ThemeIcon("comment-discussion");
  item.contextValue = "otherThreads";
  const words = isMore ? vscode.l10n.t("more than {0}", count) : count;
  item.accessibilityInformation = { label: `${label}, ${words}` };
  return item;
}

/** `next`: so many rows come with a press. */
export function moreRowsItem(next: number, left: number): vscode.TreeItem {
  const [some, all] = [next, left].map((count) => count.toLocaleString(vscode.env.language));
  const item = new vscode.TreeItem(
    next === left
      ? vscode.l10n.t("Show {0} more…", some ?? "")
      : vscode.l10n.t("Show {0} more ({1} left)…", some ?? "", all ?? ""),
  );
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "moreRows";
  return item;
}

export function loadMoreItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Load more threads…"));
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "loadMore";
  return item;
}
