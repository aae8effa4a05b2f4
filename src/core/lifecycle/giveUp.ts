import { ServerFailure } from "../server/problems/serverProblem";
import { LeaseLost } from "./lease";
import { ownLeftovers } from "./leftover";
import { deleteLeftover, findOwn } from "./ownCrons";
import type { JournalEntry } from "./submission";
import type { SubmissionWork } from "./submissionWork";

/**
 * Cleans up after a submission that was cancelled or failed, so that nothing of it is switched on later. Deletes only
 * what is still paused and unfinished: somebody may rely on anything else. True where nothing is left and nothing can
 * come later; else the journal keeps it for the next start. Throws only what the journal throws.
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
    // Who cancels is told so when nothing is left; who already waited for a failure is not made to wait again.
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

/** Leaves a submission that can't go back in the journal: `finishOpenSubmissions` ends it. */
export async function leaveOpen(work: SubmissionWork): Promise<void> {
  await work.options.journal.write(withoutOwner(work));
}

function withoutOwner(work: SubmissionWork): JournalEntry {
  const { owner: _owner, ...entry } = work.entry;
  return entry;
}
