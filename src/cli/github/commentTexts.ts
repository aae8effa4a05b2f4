import { fillMessage } from "../../core/base/message";

/** What is told in and about the comment of a pull request; apart from `cliTexts`, which every command loads. */
const commentTexts = {
  noWorkflow: "--comment works in a workflow of GitHub, and needs the variable {name}, which is not set.",
  targetEvent:
    "--comment is not for pull_request_target, which gives this repository's keys to a run for anybody's files. Use pull_request.",
  noPullRequest: "No comment: this run is of no pull request.",
  forkPullRequest:
    "No comment: this pull request is from another repository, whose runs may not write here. The plan is on the page of the run.",
  newerComment: "A later run has written the comment. It stays as it is.",
  commentFailed:
    "The comment on pull request {number} was not written. {reason}. The job needs “pull-requests: write”; the plan is on the page of the run.",
  commentHead: "What a merge would change",
  commentEnd: "For commit {commit}, by [this run]({url}).",
  noPlan: "There is no plan for this commit. The page of the run says why.",
} as const;

export type CommentText = keyof typeof commentTexts;

export function commentText(key: CommentText, args: Readonly<Record<string, string | number>> = {}): string {
  return fillMessage(commentTexts[key], args);
}
