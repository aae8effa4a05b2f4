import * as vscode from "vscode";
import type { Run } from "../../../core/server/cron";
import { runStatusWords } from "../../../platform/words/runStatusWords";
import { localZone, momentWords } from "../../../platform/words/runWords";
import { relativeTime } from "../../../platform/words/timeWords";

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
