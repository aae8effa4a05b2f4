import * as vscode from "vscode";
import type { FinishedSubmission } from "../core/lifecycle/finishOpenSubmissions";
import type { Connection } from "./connection";
import { plainText } from "./plainText";

/** A cron that was switched on, or left paused, long after its submit was begun: nobody expects it any more. */
export function tellFinished({ entry, outcome }: FinishedSubmission, connection: Connection): void {
  const cron = plainText(entry.name ?? entry.schedule);
  const server = plainText(connection.name);
  if (outcome === "switchedOn") {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The cron “{0}”, whose submit was interrupted, is now switched on at {1}.", cron, server),
    );
  }
  if (outcome === "mismatch") {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "The cron “{0}”, whose submit was interrupted, is left paused at {1}: the server reads its schedule differently. Look at it in the tree, then resume or delete it.",
        cron,
        server,
      ),
    );
  }
}
