import * as vscode from "vscode";

/** How many crons need attention, in words that may stand alone. */
export function attentionCount(count: number): string {
  return count === 1 ? vscode.l10n.t("1 cron needs attention") : vscode.l10n.t("{0} crons need attention", count);
}
