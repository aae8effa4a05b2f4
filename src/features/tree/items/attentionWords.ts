import * as vscode from "vscode";
import { attentionCount } from "../../../platform/words/attentionCount";

/** A few words for a row, none if nothing needs attention. */
export function attentionWords(count: number): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? vscode.l10n.t("1 needs attention") : vscode.l10n.t("{0} need attention", count)];
}

/** The same for screen readers and tooltips, which may be read without the row. */
export function spokenAttention(count: number): readonly string[] {
  return count === 0 ? [] : [attentionCount(count)];
}

/** The icon of a row that has crons below it. */
export function withAttention(icon: vscode.ThemeIcon, count: number): vscode.ThemeIcon {
  return count === 0 ? icon : new vscode.ThemeIcon(icon.id, new vscode.ThemeColor("list.warningForeground"));
}
