import * as vscode from "vscode";
import type { Run } from "../../core/server/cron";

/** What the server says of a run, in a few words. */
export function runStatusWords(status: Run["status"]): string {
  switch (status) {
    case "pending":
      return vscode.l10n.t("waiting");
    case "running":
      return vscode.l10n.t("running");
    case "error":
      return vscode.l10n.t("failed");
    case "success":
      return vscode.l10n.t("done");
    case "timeout":
      return vscode.l10n.t("timed out");
    case "interrupted":
      return vscode.l10n.t("interrupted");
    case "unknown":
      return vscode.l10n.t("in a state that this version doesn't know");
  }
}
