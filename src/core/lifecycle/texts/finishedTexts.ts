import type { Message } from "../../base/message";
import type { FinishedSubmission } from "../finish/finishOpenSubmissions";

/** The result of an interrupted submission, without the final full stop. English templates. */
export const finishedTexts = {
  switchedOn: "An earlier submit of “{name}” was interrupted; its cron is now switched on",
  mismatch:
    "An earlier submit of “{name}” was interrupted; its cron stays paused, because the server reads its schedule differently. Check it, then resume or delete it",
  staysOn:
    "An earlier submit of “{name}” was given up, but its cron is switched on, because this server can't pause crons. Delete it if you don't want it",
  dropped:
    "An earlier submit of “{name}” was interrupted and left nothing on the server. If its cron is missing, submit it again",
} as const;

/** undefined if there is nothing to report: the result is as already announced, or not known yet. */
export function finishedMessage({ entry, outcome }: FinishedSubmission): Message | undefined {
  // The user was told when the submission was given up.
  if (outcome === "kept" || outcome === "open" || (outcome === "dropped" && entry.abandoned === true)) return undefined;
  return { text: finishedTexts[outcome], args: { name: entry.name ?? entry.schedule } };
}
