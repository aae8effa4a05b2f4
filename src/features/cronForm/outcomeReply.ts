import * as vscode from "vscode";
import type { Mismatch, SubmitOutcome } from "../../core/lifecycle/submission";
import type { Cron } from "../../core/server/cron";
import { momentWords } from "../../platform/runWords";
import type { SubmitReply } from "../../protocol/cronForm";

/** What became of a submission, in words for the form. */
export function outcomeReply(outcome: SubmitOutcome): SubmitReply {
  switch (outcome.kind) {
    case "created":
      return done(outcome.cron, vscode.l10n.t("The cron was created."));
    case "updated":
      return done(outcome.cron, vscode.l10n.t("The cron was updated: {0}.", list(outcome.changed)));
    case "recreated":
      return done(
        outcome.cron,
        vscode.l10n.t("The cron was deleted and created anew, because of {0}.", list(outcome.because)),
      );
    case "unchanged":
      return done(outcome.cron, vscode.l10n.t("Nothing to change: the server has the cron just as it is here."));
    case "mismatch":
      return outcome.left === "paused"
        ? { kind: "paused", cronId: outcome.cron.cron_id, message: mismatchWords(outcome.mismatches, outcome.cron) }
        : failed(
            vscode.l10n.t(
              "The server read the schedule differently ({0}), so the cron was deleted again.",
              differences(outcome.mismatches),
            ),
          );
    case "needsRecreate":
      return failed(vscode.l10n.t("Nothing was changed: {0} can only change in a new cron.", list(outcome.because)));
    case "ambiguous":
      return failed(
        vscode.l10n.t(
          "Nothing was changed: the server has {0} crons of this name that are switched on. Delete all but one in the tree.",
          outcome.crons.length,
        ),
      );
    case "cancelled":
      return { kind: "cancelled" };
  }
}

function done(cron: Cron, message: string): SubmitReply {
  return { kind: "done", cronId: cron.cron_id, message: `${message} ${nextRunWords(cron)}` };
}

function nextRunWords({ enabled, next_run_date, timezone }: Cron): string {
  if (!enabled) {
    return vscode.l10n.t("It is paused, as you asked.");
  }
  const next = next_run_date === null ? Number.NaN : Date.parse(next_run_date);
  const zone = timezone ?? "UTC";
  return Number.isNaN(next)
    ? vscode.l10n.t("The server names no next run.")
    : vscode.l10n.t("Next run: {0} ({1}).", momentWords(next, zone, Date.now()), zone);
}

function mismatchWords(mismatches: readonly Mismatch[], cron: Cron): string {
  return vscode.l10n.t(
    "The cron was created and left paused, because the server reads it differently: {0}. Change the schedule, or resume cron {1} in the tree if the server is right.",
    differences(mismatches),
    cron.cron_id,
  );
}

function differences(mismatches: readonly Mismatch[]): string {
  return mismatches
    .map(({ what, expected, got }) => vscode.l10n.t("{0} is {1} there and {2} here", what, got, expected))
    .join("; ");
}

function failed(message: string): SubmitReply {
  return { kind: "failed", message, action: null };
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat(vscode.env.language).format(names);
}
