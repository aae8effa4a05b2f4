import type { Message } from "../base/message";
import { isAsAsked, outcomeMessages } from "../lifecycle/texts/outcomeTexts";
import { problemMessage } from "../server/problems/problemTexts";
import type { ApplyOutcome } from "./applyPlan";

/** What became of a change that was not submitted. English templates without the last full stop. */
export const applyTexts = {
  moved: "Left as it is: it has changed on the server since this plan was made. Plan anew",
  notTried: "Not tried, because of what happened before",
} as const;

/** What became of one change, in sentences without the cron's name and the last full stop. */
export function applyMessages(outcome: ApplyOutcome): readonly Message[] {
  switch (outcome.kind) {
    case "submitted":
      return outcomeMessages(outcome.outcome);
    case "refused":
      return [problemMessage(outcome.problem)];
    default:
      return [{ text: applyTexts[outcome.kind] }];
  }
}

/** Whether the server now has what the change is for. */
export function isApplied(outcome: ApplyOutcome): boolean {
  return outcome.kind === "submitted" && isAsAsked(outcome.outcome);
}
