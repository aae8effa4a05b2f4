import type { Message } from "../base/message";
import { isAsAsked, outcomeMessages } from "../lifecycle/texts/outcomeTexts";
import { momentOf } from "../plan/planPrune";
import { problemMessage } from "../server/problems/problemTexts";
import type { ApplyOutcome, PruneOutcome } from "./applyPlan";

/** What became of a change that was not submitted. English templates without the last full stop. */
export const applyTexts = {
  moved: "Left as it is: it has changed on the server since this plan was made. Plan anew",
  notTried: "Not tried, because of what happened before",
  paused: "Paused, because it has no spec any more",
  pausedFor: "Paused, because it has no spec any more. An apply from {from} on deletes it",
  deleted: "Deleted, because it has no spec any more",
  gone: "It was deleted already",
} as const;

/**
 * What became of one change, in sentences without the cron's name and the last full stop. `deleteFrom`: see
 * `PlannedPrune`.
 */
export function applyMessages(outcome: ApplyOutcome | PruneOutcome, deleteFrom?: number): readonly Message[] {
  switch (outcome.kind) {
    case "submitted":
      return outcomeMessages(outcome.outcome);
    case "pruned":
      if (outcome.end !== "paused" || deleteFrom === undefined) return [{ text: applyTexts[outcome.end] }];
      return [{ text: applyTexts.pausedFor, args: { from: momentOf(deleteFrom) } }];
    case "refused":
      return [problemMessage(outcome.problem)];
    default:
      return [{ text: applyTexts[outcome.kind] }];
  }
}

/** Whether the server now has what the change is for. */
export function isApplied(outcome: ApplyOutcome | PruneOutcome): boolean {
  return outcome.kind === "pruned" || (outcome.kind === "submitted" && isAsAsked(outcome.outcome));
}
