import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { findNamed, takenOf } from "../submission/ownCrons";
import type { SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";

/**
 * If no lock decides between submissions, pauses the younger of two crons that are on: the submit that looks later sees
 * both, unless it stops before that. Returns the final outcome.
 */
export async function secondLook(work: SubmissionWork, outcome: SubmitOutcome): Promise<SubmitOutcome> {
  if (work.lease.decides || !work.canPause || !("took" in outcome) || !outcome.cron.enabled) return outcome;
  // The submission's work is done: cancelling is too late, and a server that can't be reached changes nothing.
  work.commit();
  const winner = await pauseLosers(work).catch((error: unknown) => {
    if (error instanceof ServerFailure) return undefined;
    throw error;
  });
  if (winner === undefined || winner.cron_id === outcome.cron.cron_id) return outcome;
  return { kind: "unchanged", cron: winner, staysPaused: false, ...takenOf(work, winner), took: "rival" };
}

async function pauseLosers(work: SubmissionWork): Promise<Cron | undefined> {
  const { settled } = await findNamed(work);
  const [winner, ...losers] = settled.filter(({ enabled }) => enabled);
  for (const { cron_id } of losers) {
    await work.retry(() => work.server.patchCron(cron_id, { enabled: false }, work.call()));
  }
  return winner;
}
