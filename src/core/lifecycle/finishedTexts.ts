import type { Message } from "../base/message";
import type { FinishedSubmission } from "./finishOpenSubmissions";

/** What became of a submission that was cut off, without the dot at the end. English templates. */
export const finishedTexts = {
  switchedOn: "An earlier submit of “{name}” was cut off; its cron is switched on now",
  mismatch:
    "An earlier submit of “{name}” was cut off; its cron is left paused, because the server reads its schedule differently. Look at it, then resume or delete it",
  dropped:
    "An earlier submit of “{name}” was cut off, and nothing of it is left on the server. If its cron is not there, submit it again",
} as const;

/** undefined where nobody has to know: it is as was said, or not finished yet. */
export function finishedMessage({ entry, outcome }: FinishedSubmission): Message | undefined {
  // Of one that was given up, the user was told at that time.
  if (outcome === "kept" || outcome === "open" || (outcome === "dropped" && entry.abandoned === true)) return undefined;
  return { text: finishedTexts[outcome], args: { name: entry.name ?? entry.schedule } };
}
