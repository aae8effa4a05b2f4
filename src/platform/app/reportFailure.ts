import * as vscode from "vscode";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { UntrustedWorkspace } from "../host/trust";
import { plainText } from "../words/plainText";
import { serverProblemMessage } from "../words/serverProblemMessage";

/** Logs a failed command and notifies the user once. A cancelled command is not a failure. */
export async function reportFailure(log: vscode.LogOutputChannel, what: string, failure: unknown): Promise<void> {
  if (isCancellation(failure)) {
    return;
  }
  log.error(`${what}: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`);
  const showLog = vscode.l10n.t("Show Log");
  const manageTrust = vscode.l10n.t("Manage Workspace Trust");
  const next = failure instanceof UntrustedWorkspace ? manageTrust : showLog;
  if ((await vscode.window.showErrorMessage(failureMessage(failure), next)) !== next) {
    return;
  }
  if (next === manageTrust) {
    await vscode.commands.executeCommand("workbench.trust.manage");
  } else {
    log.show();
  }
}

/** The message for any failure, wherever it is shown. */
export function failureMessage(failure: unknown): string {
  if (failure instanceof ServerFailure) {
    return serverProblemMessage(failure.problem);
  }
  return plainText(failure instanceof Error ? failure.message : String(failure), 1_000);
}

function isCancellation(failure: unknown): boolean {
  return (
    failure instanceof vscode.CancellationError ||
    (failure instanceof ServerFailure && failure.problem.kind === "cancelled")
  );
}
