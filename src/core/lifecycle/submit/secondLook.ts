import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { awaitMoves } from "../change/awaitMoves";
import { isJustRead } from "../lease/fencedWrites";
import { LeaseLost } from "../lease/lease";
import { dueReplacements } from "../onServer/dueReplacements";
import type { SortedCrons } from "../onServer/leftover";
import { findNamed, takenOf } from "../submission/ownCrons";
import type { SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";

/**
 * If no lock decides between submissions, pauses the younger of two crons that are on: the submit that looks later sees
 * both, unless it stops before that. Returns the final outcome. Throws `LeaseLost` if the cron that was taken over is
 * gone, or another spec's: a move may have read it before it got the name, and deleted it after.
 */
export async function secondLook(work: SubmissionWork, outcome: SubmitOutcome): Promise<SubmitOutcome> {
  if (work.lease.decides || !work.canPause || !("took" in outcome)) return outcome;
  const { cron, took } = outcome;
  if (!cron.enabled && took !== "unnamed") return outcome;
  // The submission's work is done: cancelling is too late, and a server that can't be reached changes nothing.
  work.commit();
  const winner = await look(work, outcome).catch((error: unknown) => {
    if (error instanceof ServerFailure) return undefined;
    throw error;
  });
  if (winner === undefined || winner.cron_id === cron.cron_id) return outcome;
  return { kind: "unchanged", cron: winner, staysPaused: false, ...takenOf(work, winner), took: "rival" };
}

type Taking = Extract<SubmitOutcome, { readonly took: unknown }>;

async function look(work: SubmissionWork, { cron, took }: Taking): Promise<Cron | undefined> {
  const find = () => findUnmoved(work, took === "unnamed" ? cron : undefined);
  const seen = await find();
  const isThere = seen.settled.some(({ cron_id, enabled }) => enabled || cron_id === cron.cron_id);
  // What a submit of the name is to replace it with is finished by that one.
  if (took === "unnamed" && !isThere && dueReplacements(seen).length === 0) throw new LeaseLost();
  return cron.enabled ? pauseLosers(work, seen, find) : undefined;
}

/** The crons of the name, once no move deletes the one that was taken over, or that others would be paused for. */
async function findUnmoved(work: SubmissionWork, taken: Cron | undefined): Promise<SortedCrons> {
  if (taken !== undefined) await awaitMoves(work, work.lease, taken.cron_id);
  const seen = await findNamed(work);
  const [winner, ...losers] = seen.settled.filter(isOn);
  if (winner === undefined || losers.length === 0 || winner.cron_id === taken?.cron_id) return seen;
  await awaitMoves(work, work.lease, winner.cron_id);
  return findNamed(work);
}

/** `find`: looks again where the look was long before, because a person may have paused the one that stays. */
async function pauseLosers(
  work: SubmissionWork,
  seen: SortedCrons,
  find: () => Promise<SortedCrons>,
): Promise<Cron | undefined> {
  let on = seen.settled.filter(isOn);
  const pauseNext = async () => {
    if (!on.every((cron) => isJustRead(work, cron))) on = (await find()).settled.filter(isOn);
    const [, loser] = on;
    if (loser === undefined) return;
    await work.server.patchCron(loser.cron_id, { enabled: false }, { ...work.call(), once: true });
    on.splice(1, 1);
  };
  while (on.length > 1) await work.retry(pauseNext);
  return on[0];
}

export function isOn({ enabled }: Cron): boolean {
  return enabled;
}
