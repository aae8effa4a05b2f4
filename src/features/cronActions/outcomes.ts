import * as vscode from "vscode";
import { mayBeDone } from "../../core/lifecycle/lease/unclear";
import { failureMessage } from "../../platform/app/reportFailure";
import type { NotDone, OutcomeOf } from "../../platform/servers/cronOutcomes";

const notDoneKinds: readonly string[] = ["gone", "noConnection", "failed", "notTried", "cancelled"];

export function isNotDone(outcome: { readonly kind: string }): outcome is NotDone {
  return notDoneKinds.includes(outcome.kind);
}

/** Why a cron was left as it was, as an error; undefined if it was not. */
export function notDoneFailure(outcome: OutcomeOf<{ readonly kind: string }>): unknown {
  return isNotDone(outcome) ? failureOf(outcome) : undefined;
}

/** As an error, to be thrown and reported. */
export function failureOf(outcome: NotDone): unknown {
  switch (outcome.kind) {
    case "gone":
      return new Error(vscode.l10n.t("The server no longer has this cron."));
    case "noConnection":
      return new Error(vscode.l10n.t("The connection was removed."));
    case "notTried":
      return new Error(
        outcome.after === "silence"
          ? vscode.l10n.t("The server did not answer.")
          : vscode.l10n.t("The server asked to wait, so this was not sent."),
      );
    case "cancelled":
      return new Error(vscode.l10n.t("You cancelled before it was its turn."));
    case "failed":
      return mayBeDone(outcome.failure) ? unknown(outcome.failure) : outcome.failure;
  }
}

function unknown(failure: Error): Error {
  const words = vscode.l10n.t("Whether it was done is not known.");
  return new Error(`${failureMessage(failure)} ${words}`, { cause: failure });
}

/** Why a cron was left as it was, for a list. */
export function reasonOf(failure: unknown): string {
  return failureMessage(failure);
}
