import * as vscode from "vscode";
import type { SubmitOutcome } from "../../core/lifecycle/submission";
import type { Cron } from "../../core/server/cron";
import { momentWords } from "../../platform/runWords";
import { outcomeWords } from "../../platform/submissionWords";
import type { SubmitReply } from "../../protocol/cronForm";

/** What became of a submission, in words for the form. */
export function outcomeReply(outcome: SubmitOutcome, now: number): SubmitReply {
  const words = `${outcomeWords(outcome, now)}.`;
  switch (outcome.kind) {
    case "created":
    case "updated":
    case "recreated":
    case "unchanged":
      return { kind: "done", cronId: outcome.cron.cron_id, message: doneWords(outcome, now) };
    case "mismatch":
      return outcome.left === "paused"
        ? { kind: "paused", cronId: outcome.cron.cron_id, message: `${words} ${pausedAdvice()}` }
        : failed(words);
    case "needsRecreate":
    case "needsOverwrite":
    case "needsAdopt":
    case "open":
    case "ambiguous":
      return failed(words);
    case "cancelled":
      return { kind: "cancelled" };
  }
}

function doneWords(
  outcome: Extract<SubmitOutcome, { kind: "created" | "updated" | "recreated" | "unchanged" }>,
  now: number,
) {
  const words = `${outcomeWords(outcome, now)}.`;
  const saysPaused = "staysPaused" in outcome && outcome.staysPaused;
  return saysPaused ? words : `${words} ${nextRunWords(outcome.cron, now)}`;
}

function nextRunWords({ enabled, next_run_date, timezone }: Cron, now: number): string {
  if (!enabled) {
    return vscode.l10n.t("It is paused, as you asked.");
  }
  const next = next_run_date === null ? Number.NaN : Date.parse(next_run_date);
  const zone = timezone ?? "UTC";
  return Number.isNaN(next)
    ? vscode.l10n.t("The server names no next run.")
    : vscode.l10n.t("Next run: {0} ({1}).", momentWords(next, zone, now), zone);
}

function pausedAdvice(): string {
  return vscode.l10n.t("Change the schedule, or resume the cron in the tree if the server is right.");
}

function failed(message: string): SubmitReply {
  return { kind: "failed", message, action: null };
}
