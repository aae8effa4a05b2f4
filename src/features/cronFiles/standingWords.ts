import * as vscode from "vscode";
import type { Standing } from "../../platform/app/fileNode";

export function standingWords(standing: Standing): string {
  switch (standing) {
    case "error":
      return vscode.l10n.t("With errors");
    case "duplicate":
      return vscode.l10n.t("Several crons are on");
    case "anotherSet":
      return vscode.l10n.t("Of another set");
    case "differs":
      return vscode.l10n.t("Differs");
    case "notSubmitted":
      return vscode.l10n.t("Not submitted");
    case "unknown":
      return vscode.l10n.t("Not compared");
    case "inSync":
      return vscode.l10n.t("In sync");
  }
}

export function standingIcon(standing: Standing): vscode.ThemeIcon {
  switch (standing) {
    case "error":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "duplicate":
    case "anotherSet":
      return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
    case "differs":
      return new vscode.ThemeIcon("diff", new vscode.ThemeColor("list.warningForeground"));
    case "notSubmitted":
      return new vscode.ThemeIcon("circle-outline");
    case "unknown":
      return new vscode.ThemeIcon("question");
    case "inSync":
      return new vscode.ThemeIcon("check");
  }
}
