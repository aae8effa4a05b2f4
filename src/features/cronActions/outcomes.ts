import * as vscode from "vscode";
import { failureMessage } from "../../platform/app/reportFailure";
import type { CronOutcome, NotDone } from "../../platform/servers/cronActions";

export function isSwitched({ kind }: CronOutcome): boolean {
  return kind === "switched";
}

/** A cron that was already gone has the wanted result. */
export function isDeleted({ kind }: CronOutcome): boolean {
  return kind === "deleted" || kind === "gone";
}

/** Throws an error to show if not all was done: how many of several failed, and why the first one did. */
export function requireDone(outcomes: readonly CronOutcome[], isDone: (outcome: CronOutcome) => boolean): void {
  const left = outcomes.filter((outcome) => !isDone(outcome));
  const [first] = left;
  if (first === undefined || first.kind === "switched" || first.kind === "deleted") return;
  if (outcomes.length === 1) throw failureOf(first);
  const count = vscode.l10n.t("{0} of {1} crons were not changed.", left.length, outcomes.length);
  throw new Error(`${count} ${failureMessage(failureOf(first))}`);
}

/** As an error, to be thrown and reported. */
export function failureOf(outcome: NotDone): unknown {
  switch (outcome.kind) {
    case "gone":
      return new Error(vscode.l10n.t("The server no longer has this cron."));
    case "noConnection":
      return new Error(vscode.l10n.t("The connection was removed."));
    case "notTried":
      return new Error(vscode.l10n.t("The server did not answer."));
    case "failed":
      return outcome.failure;
  }
}
