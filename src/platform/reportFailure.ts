import * as vscode from "vscode";
import { ServerFailure } from "../core/server/serverProblem";
import { serverProblemMessage } from "./serverProblemMessage";

/** Logs a failed command and tells the user once. Something the user cancelled is no failure. */
export async function reportFailure(log: vscode.LogOutputChannel, what: string, failure: unknown): Promise<void> {
  if (isCancellation(failure)) {
    return;
  }
  log.error(`${what}: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`);
  const message =
    failure instanceof ServerFailure
      ? serverProblemMessage(failure.problem)
      : failure instanceof Error
        ? failure.message
        : String(failure);
  const showLog = vscode.l10n.t("Show Log");
  if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) {
    log.show();
  }
}

function isCancellation(failure: unknown): boolean {
  return (
    failure instanceof vscode.CancellationError ||
    (failure instanceof ServerFailure && failure.problem.kind === "cancelled")
  );
}
