import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { isFinishedHash, metadataKeys } from "../../server/stored/ownMetadata";
import { CronChanged, patchFenced } from "../lease/fencedWrites";
import { finishedMetadata } from "../onServer/cronHash";
import type { SubmissionWork } from "../submission/submissionWork";

/**
 * Finishes the submission of a cron it changed: switches it on if it should be on, and writes its hash. From the first
 * byte on cancelling is too late. Throws `ServerFailure`, or `LeaseLost` if someone took over or changed it meanwhile.
 */
export async function switchOn(work: SubmissionWork, cron: Cron): Promise<Cron> {
  const done = await finish(work, cron);
  await stillHeld(work);
  return done;
}

/** The same for a cron that it made: whatever somebody has changed of it meanwhile stays, because there is no other. */
export async function switchOnMade(work: SubmissionWork, cron: Cron): Promise<Cron> {
  const done = await switchOnMadeNow(work, cron);
  await stillHeld(work);
  return done;
}

/** The same without the last look, `stillHeld`, which must follow. */
export function switchOnMadeNow(work: SubmissionWork, cron: Cron): Promise<Cron> {
  return finish(work, cron).catch((error: unknown) => {
    if (!(error instanceof CronChanged)) throw error;
    return isDone(error.cron) ? error.cron : switchOnMadeNow(work, error.cron);
  });
}

async function finish(work: SubmissionWork, cron: Cron): Promise<Cron> {
  work.step("switchingOn");
  const zone = work.acceptedZone;
  const accepted = zone === undefined ? {} : { [metadataKeys.serverTimes]: zone };
  const metadata = { ...(await finishedMetadata(cron, work.wantedMetadata)), ...accepted };
  const body = work.wantsEnabled ? { enabled: true, schedule: cron.schedule, metadata } : { metadata };
  await work.lease.fence();
  work.commit();
  return patchFenced(work, work.lease, cron, { body, isDone });
}

function isDone({ metadata }: Cron): boolean {
  return isFinishedHash(metadata[metadataKeys.hash]);
}

/** Throws `LeaseLost` if someone took over before the cron was on: they may not have seen it, so look again. */
export async function stillHeld(work: SubmissionWork): Promise<void> {
  try {
    await work.lease.fence();
  } catch (error) {
    // The cron is on, even if the server can't be asked any more.
    if (!(error instanceof ServerFailure)) throw error;
  }
}
