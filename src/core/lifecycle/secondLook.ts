import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import { findNamed, takenOf } from "./ownCrons";
import type { SubmitOutcome } from "./submission";
import type { SubmissionWork } from "./submissionWork";

/**
 * Where nothing decides who is the one: of two that are on, the younger is paused. Two that look at the same moment see
 * each other; one that looks later sees the other. Who stops in between sees neither. Gives what there is in the end.
 */
export async function secondLook(work: SubmissionWork, outcome: SubmitOutcome): Promise<SubmitOutcome> {
  if (work.lease.decides || !work.canPause || !("took" in outcome) || !outcome.cron.enabled) return outcome;
  // What the submission was to do is done: cancelling is too late, and a server that can't be asked changes nothing.
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
