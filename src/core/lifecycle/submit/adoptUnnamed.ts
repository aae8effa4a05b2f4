import type { Cron } from "../../server/cron";
import { changedMarks } from "../../server/stored/ownership";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { dropMoves } from "../change/dropMoves";
import { patchFenced, readIfThere } from "../lease/fencedWrites";
import { LeaseLost } from "../lease/lease";
import { lockNameOfCron } from "../lease/lockName";
import type { SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import { mayTake } from "./findUnnamed";

/**
 * Gives the first of these unnamed crons the submission's name and otherwise leaves it as it is. An equal spec of another
 * name may want the same one, so it is done under the lease of the cron, too. Throws `LeaseLost` if somebody was faster.
 */
export async function adoptUnnamed(work: SubmissionWork, [found]: readonly Cron[]): Promise<SubmitOutcome> {
  if (found === undefined) throw new Error("nothing to adopt");
  await work.holdLease(lockNameOfCron(found));
  const cron = await readIfThere(work, found.cron_id);
  if (cron === undefined || !mayTake(work, cron)) throw new LeaseLost();
  await dropMoves(work, work.lease, cron);
  const metadata = work.metadata(work.submission, "finished", cron.metadata);
  await work.lease.fence();
  // If cancelled, the PATCH might arrive after another submit of this name found no cron and created one.
  work.commit();
  const named = await patchFenced(work, work.lease, cron, {
    body: { metadata },
    isDone: (now) => now.metadata[metadataKeys.name] === work.options.name,
  });
  const changed = ["name", ...changedMarks(work.options.ownership, cron)] as const;
  return { kind: "updated", cron: named, changed, staysPaused: false, notTaken: [], took: "unnamed" };
}
