import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import { isFinishedHash, metadataKeys } from "../server/stored/ownMetadata";
import { finishedMetadata } from "./cronHash";
import { patchFenced } from "./fencedWrites";
import type { SubmissionWork } from "./submissionWork";

/**
 * Ends the submission of a cron that it has made or changed: switches it on, where it is to be on, and leaves its hash.
 * From the first byte on cancelling is too late. Throws `LeaseLost` where somebody has taken over meanwhile, or
 * `ServerFailure`.
 */
export async function switchOn(work: SubmissionWork, cron: Cron): Promise<Cron> {
  work.step("switchingOn");
  const zone = work.acceptedZone;
  const accepted = zone === undefined ? {} : { [metadataKeys.serverTimes]: zone };
  const metadata = { ...(await finishedMetadata(cron, work.wantedMetadata)), ...accepted };
  const body = work.wantsEnabled ? { enabled: true, schedule: cron.schedule, metadata } : { metadata };
  await work.lease.fence();
  work.commit();
  const isDone = (now: Cron) => isFinishedHash(now.metadata[metadataKeys.hash]);
  const done = await patchFenced(work, work.lease, cron, { body, isDone });
  await stillHeld(work);
  return done;
}

/** Who took over before it was on may not have seen it: then everything is looked at again. */
async function stillHeld(work: SubmissionWork): Promise<void> {
  try {
    await work.lease.fence();
  } catch (error) {
    // It is on; that the server can't be asked any more changes nothing.
    if (!(error instanceof ServerFailure)) throw error;
  }
}
