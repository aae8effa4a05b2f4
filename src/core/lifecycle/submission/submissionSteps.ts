/** The steps of a submission, as a progress display shows them. English templates, to be localised. */
export const submissionSteps = {
  waitingForOthers: "Somebody else writes at the same time. Waiting for them…",
  looking: "Looking for a cron of this name…",
  finishingEarlier: "An earlier submit of it was interrupted. Finishing that first…",
  creating: "Creating the cron, paused…",
  waitingAfterDoubt: "The answer got lost. Waiting until the server must have finished…",
  searchingCopies: "Looking for copies…",
  comparing: "Comparing what the server understood…",
  switchingOn: "Switching it on…",
  updating: "Updating the cron…",
} as const;

export type SubmissionStep = keyof typeof submissionSteps;
