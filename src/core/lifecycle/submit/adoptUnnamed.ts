import type { Cron } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { patchFenced } from "../lease/fencedWrites";
import type { SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";

/** Gives the first of these unnamed crons the submission's name and otherwise leaves it as it is. */
export async function adoptUnnamed(work: SubmissionWork, [cron]: readonly Cron[]): Promise<SubmitOutcome> {
  if (cron === undefined) throw new Error("nothing to adopt");
  const metadata = work.metadata(work.submission, "finished", cron.metadata);
  await work.lease.fence();
  // If cancelled, the PATCH might arrive after another submit of this name found no cron and created one.
  work.commit();
  const named = await patchFenced(work, work.lease, cron, {
    body: { metadata },
    isDone: (now) => now.metadata[metadataKeys.name] === work.options.name,
  });
  return { kind: "updated", cron: named, changed: [], staysPaused: false, notTaken: [], took: "unnamed" };
}
