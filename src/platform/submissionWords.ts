import * as vscode from "vscode";
import type { SubmitOutcome } from "../core/lifecycle/submission";
import { type SubmissionStep, submissionSteps } from "../core/lifecycle/submissionSteps";
import type { Cron } from "../core/server/cron";
import type { ServerProblem } from "../core/server/serverProblem";
import type { ParameterName } from "../core/spec/cronArguments";
import { plainText } from "./plainText";
import { momentWords } from "./runWords";
import { serverProblemMessage } from "./serverProblemMessage";

/** What is going on, for a progress display. */
export function stepWords(step: SubmissionStep): string {
  return vscode.l10n.t(submissionSteps[step]);
}

/** What became of a submission, in one sentence without the cron's name. */
export function outcomeWords(outcome: SubmitOutcome, now: number): string {
  switch (outcome.kind) {
    case "created":
      return outcome.cron.enabled ? vscode.l10n.t("Created") : vscode.l10n.t("Created, paused");
    case "updated":
      return pausedToo(vscode.l10n.t("Updated: {0}", keys(outcome.changed)), outcome);
    case "recreated":
      return pausedToo(vscode.l10n.t("Deleted and created anew, because of {0}", keys(outcome.because)), outcome);
    case "unchanged":
      return pausedToo(vscode.l10n.t("Unchanged: the server has it as it stands here"), outcome);
    case "needsOverwrite":
      return vscode.l10n.t("Not changed: it was changed on the server since it was last submitted");
    case "needsRecreate":
      return vscode.l10n.t("Not changed: {0} can only change in a new cron", keys(outcome.because));
    case "needsAdopt":
      return vscode.l10n.t("Not created: a cron without a name is the same in all that it says here");
    case "open":
      return vscode.l10n.t("Not known yet: it is finished at the next refresh. {0}", failureWords(outcome.problem));
    case "mismatch":
      return mismatchesWords(outcome, now);
    case "ambiguous":
      return vscode.l10n.t(
        "Not changed: {0} crons of this name are switched on. Pause or delete all but one in the tree.",
        outcome.crons.length,
      );
    case "cancelled":
      return vscode.l10n.t("Cancelled: nothing was switched on");
  }
}

/** Whether it is not what was asked for, and the user must see to it. */
export function needsAttention(outcome: SubmitOutcome): boolean {
  return outcome.kind !== "cancelled" && !("notTaken" in outcome && outcome.notTaken.length === 0);
}

/** The end of a sentence, whose dot the caller adds. */
function failureWords(problem: ServerProblem): string {
  return serverProblemMessage(problem).replace(/\.$/, "");
}

function pausedToo(words: string, { staysPaused }: { readonly staysPaused: boolean }): string {
  return staysPaused ? vscode.l10n.t("{0}. It was paused on the server and stays so", words) : words;
}

function mismatchesWords(
  { cron, mismatches, left }: Extract<SubmitOutcome, { kind: "mismatch" }>,
  now: number,
): string {
  const differences = mismatches
    .map(({ what, expected, got }) =>
      what === "next_run_date"
        ? vscode.l10n.t("next run {0} there, {1} here", dateWords(got, cron, now), dateWords(expected, cron, now))
        : vscode.l10n.t("{0} is {1} there, {2} here", what, plainText(got), plainText(expected)),
    )
    .join("; ");
  switch (left) {
    case "paused":
      return vscode.l10n.t("Left paused, because the server reads it differently: {0}", differences);
    case "deleted":
      return vscode.l10n.t("Deleted again, because the server reads it differently: {0}", differences);
    case "on":
      return vscode.l10n.t(
        "Still switched on, though the server reads it differently, since it can't be paused now: {0}. Pause it in the tree",
        differences,
      );
  }
}

/** A server's date in the cron's zone; as the server wrote it where it is none. */
function dateWords(date: string, { timezone }: Cron, now: number): string {
  const time = Date.parse(date);
  const zone = timezone ?? "UTC";
  return Number.isNaN(time) ? plainText(date) : `${momentWords(time, zone, now)} ${plainText(zone)}`;
}

export function keys(names: readonly ParameterName[]): string {
  return new Intl.ListFormat(vscode.env.language, { type: "conjunction" }).format(names);
}
