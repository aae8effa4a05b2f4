import { codeSpan } from "../../core/base/codeSpan";
import { commentText } from "../github/commentTexts";
import type { PullRequest } from "../github/pullRequest";
import { fittingLines } from "../markdown";
import { planMarkdown } from "./planTexts";
import type { ReadPlan } from "./readPlan";

/** GitHub takes 65,536 characters; heading and end need some of them. */
const mostBytes = 60_000;

/** The plan, as much of it as fits. */
export function planComment(plan: ReadPlan, pull: PullRequest): string {
  return framed(planMarkdown(plan, { mostBytes, more: "moreOnRun" }), pull);
}

/** Why there is no plan, as it was printed: an older one left there would be taken for that of the new commit. */
export function noPlanComment(printed: readonly string[], pull: PullRequest): string {
  const spans = printed.map((line) => `- ${codeSpan(line)}`);
  return framed([commentText("noPlan"), "", ...fittingLines(spans, mostBytes)], pull);
}

function framed(lines: readonly string[], { commit, runUrl }: PullRequest): string {
  const end = commentText("commentEnd", { commit: codeSpan(commit?.slice(0, 10) ?? "?"), url: runUrl });
  return [`### ${commentText("commentHead")}`, "", ...lines, "", end].join("\n");
}
