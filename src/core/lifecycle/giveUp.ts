import { ServerFailure } from "../server/problems/serverProblem";
import { LeaseLost } from "./lease";
import { ownLeftovers } from "./leftover";
import { deleteLeftover, findOwn } from "./ownCrons";
import type { JournalEntry } from "./submission";
import type { SubmissionWork } from "./submissionWork";

/**
 * Cleans up after a cancelled or failed submission, so that nothing of it is switched on later. Deletes only what is
 * still paused and unfinished, because someone may rely on anything else. Returns true if nothing is left and nothing
 * can follow; otherwise the journal keeps it for the next start. Throws only what the journal throws.
 */
export async function giveUp(work: SubmissionWork): Promise<boolean> {
  const { journal } = work.options;
  if (work.createState === "notSent") return true;
  const abandoned: JournalEntry = { ...withoutOwner(work), abandoned: true };
  await journal.write(abandoned);
  const cancelled = work.isCancelled;
  const wasUnclear = work.createState === "unclear";
  work.beginCleaning();
  if (!work.holdsLease) return false;
  try {
    // After a cancel, wait and report once nothing is left; after a failure the user has already waited.
    if (wasUnclear && cancelled) await work.clock.sleep(work.doubtMilliseconds);
    const own = await findOwn(work);
    work.finishedByOthers = own.find(({ enabled }) => enabled && work.canPause);
    if (work.canPause) for (const cron of await ownLeftovers(own)) await deleteLeftover(work, cron);
    else for (const { cron_id } of own) await work.retry(() => work.server.deleteCron(cron_id));
    return !wasUnclear || cancelled;
  } catch (error) {
    if (error instanceof ServerFailure || error instanceof LeaseLost) return false;
    throw error;
  }
}

/** Leaves a submission that can't be undone in the journal; `finishOpenSubmissions` finishes it. */
export async function leaveOpen(work: SubmissionWork): Promise<void> {
  await work.options.journal.write(withoutOwner(work));
}

function withoutOwner(work: SubmissionWork): JournalEntry {
  const { owner: _owner, ...entry } = work.entry;
  return entry;
}
