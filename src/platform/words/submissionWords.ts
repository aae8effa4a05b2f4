import type { SubmitOutcome, SubmitProgress } from "../../core/lifecycle/submission/submission";
import { isAsAsked, outcomeMessages, progressMessage } from "../../core/lifecycle/texts/outcomeTexts";
import { messageWords, sentencesWords } from "./messageWords";

/** The current step, for a progress display. */
export function progressWords(progress: SubmitProgress): string {
  return messageWords(progressMessage(progress));
}

/** The result of a submission, in sentences without the cron's name and the last full stop. */
export function outcomeWords(outcome: SubmitOutcome, now: number): string {
  return sentencesWords(outcomeMessages(outcome), now);
}

/** Whether the result differs from the request, so that the user must act. */
export function needsAttention(outcome: SubmitOutcome): boolean {
  return outcome.kind !== "cancelled" && !isAsAsked(outcome);
}
