import type { Cron } from "../../server/cron";
import { isFinishedHash, metadataKeys } from "../../server/stored/ownMetadata";
import { patchFenced } from "../lease/fencedWrites";
import type { Lease } from "../lease/lease";
import type { Writer } from "../lease/writer";
import { finishedMetadata } from "../onServer/cronHash";

/**
 * Finishes the submission of a paused cron in place of its dead process. `enabled`: whether it is to be on. Throws
 * `LeaseLost`, `ServerFailure`, or the signal's reason.
 */
export async function finishCron(writer: Writer, lease: Lease, cron: Cron, enabled: boolean): Promise<Cron> {
  const metadata = await finishedMetadata(cron);
  return patchFenced(writer, lease, cron, {
    body: enabled ? { enabled: true, schedule: cron.schedule, metadata } : { metadata },
    isDone: (now) => isFinishedHash(now.metadata[metadataKeys.hash]),
  });
}
