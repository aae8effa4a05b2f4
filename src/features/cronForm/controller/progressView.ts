import type { SubmitProgress } from "../../../core/lifecycle/submission/submission";
import { progressMessage } from "../../../core/lifecycle/texts/outcomeTexts";
import type { FormProgress } from "../../../protocol/formPhase";
import type { FormWords } from "./formWords";

/** A submission's progress, with the end of its wait as a moment: the page may ask for it at any time. */
export interface ShownProgress {
  readonly message: string;
  /** Epoch milliseconds; null: it isn't waiting. */
  readonly waitsUntil: number | null;
}

export function shownProgress(progress: SubmitProgress, words: FormWords, now: number): ShownProgress {
  const { waitMilliseconds } = progress;
  return {
    message: words.message(progressMessage(progress)),
    waitsUntil: waitMilliseconds === undefined ? null : now + waitMilliseconds,
  };
}

export function progressView({ message, waitsUntil }: ShownProgress, now: number): FormProgress {
  return { message, millisecondsLeft: waitsUntil === null ? null : Math.max(0, Math.round(waitsUntil - now)) };
}
