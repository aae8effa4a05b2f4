import { isAsAsked, outcomeMessages, progressMessage } from "../../core/lifecycle/outcomeTexts";
import type { SubmitOutcome, SubmitProgress } from "../../core/lifecycle/submission";
import { messageWords, sentencesWords } from "./messageWords";

/** What is going on, for a progress display. */
export function progressWords(progress: SubmitProgress): string {
  return messageWords(progressMessage(progress));
}

/** What became of a submission, in sentences without the cron's name and the last dot. */
export function outcomeWords(outcome: SubmitOutcome, now: number): string {
  return sentencesWords(outcomeMessages(outcome), now);
}

/** Whether it is not what was asked for, and the user must see to it. */
export function needsAttention(outcome: SubmitOutcome): boolean {
  return outcome.kind !== "cancelled" && !isAsAsked(outcome);
}
