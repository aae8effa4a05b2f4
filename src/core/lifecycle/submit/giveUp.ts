import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { guardMilliseconds, LeaseLost } from "../lease/lease";
import { madeFromStart, ownLeftovers } from "../onServer/leftover";
import { deleteLeftover, findOwn } from "../submission/ownCrons";
import type { JournalEntry } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import { isOn } from "./secondLook";

/**
 * Cleans up after a cancelled or failed submission, so that nothing of it is switched on later. Deletes only what is
 * still paused and unfinished, because someone may rely on anything else. Returns true if nothing is left to finish
 * and nothing can follow; otherwise the journal keeps it for the next start. Throws only what the journal throws.
 */
export async function giveUp(work: SubmissionWork): Promise<boolean> {
  const { journal } = work.options;
  if (work.createState === "notSent") return true;
  const abandoned: JournalEntry = { ...withoutOwner(work), abandoned: true };
  await journal.write(abandoned);
  const cancelled = work.isCancelled;
  const wasUnclear = work.createState === "unclear";
  work.beginCleaning();
  if (!work.holdsLease) return lookAfterOthers(work, cancelled);
  try {
    // After a cancel, wait and report once nothing is left; after a failure the user has already waited.
    if (wasUnclear && cancelled) await work.clock.sleep(work.doubtMilliseconds);
    const own = await findOwn(work);
    noteFinished(work, own);
    if (work.canPause) for (const cron of await ownLeftovers(own)) await deleteLeftover(work, cron);
    else for (const { cron_id } of await madeFromStart(own)) await work.retry(() => work.server.deleteCron(cron_id));
    return !wasUnclear || cancelled;
  } catch (error) {
    if (error instanceof ServerFailure) return notCleaned(work, error);
    if (error instanceof LeaseLost) return lookAfterOthers(work, cancelled);
    throw error;
  }
}

/**
 * Whoever took over may have read the journal before this submission was given up, and switch its cron on. They look at
 * the journal again before each write, so after this wait it is known. Where crons can't be paused, it is on already, and
 * stays, because it may be theirs by now.
 */
async function lookAfterOthers(work: SubmissionWork, cancelled: boolean): Promise<boolean> {
  if (!cancelled) return false;
  await work.clock.sleep(work.doubtMilliseconds + guardMilliseconds);
  try {
    work.finishedByOthers = (await findOwn(work)).find(isOn);
    return !work.canPause && work.finishedByOthers !== undefined;
  } catch (error) {
    if (error instanceof ServerFailure) return notCleaned(work, error);
    throw error;
  }
}

function noteFinished(work: SubmissionWork, own: readonly Cron[]): void {
  if (work.canPause) work.finishedByOthers = own.find(isOn);
}

function notCleaned(work: SubmissionWork, { problem }: ServerFailure): false {
  if (!work.canPause && work.wantsEnabled) work.mayStayOn = problem;
  return false;
}

/** Leaves a submission that can't be undone in the journal; `finishOpenSubmissions` finishes it. */
export async function leaveOpen(work: SubmissionWork): Promise<void> {
  await work.options.journal.write(withoutOwner(work));
}

function withoutOwner(work: SubmissionWork): JournalEntry {
  const { owner: _owner, ...entry } = work.entry;
  return entry;
}
