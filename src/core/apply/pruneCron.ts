import { deleteFenced, patchFenced, readIfThere } from "../lifecycle/lease/fencedWrites";
import type { Lease } from "../lifecycle/lease/lease";
import { lockNameOfCron } from "../lifecycle/lease/lockName";
import { inLease, type Writer, type WriterOptions, writerOf } from "../lifecycle/lease/writer";
import type { PlannedPrune } from "../plan/planPrune";
import type { AgentServer } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { ownPart } from "../server/stored/keyMark";
import { pruneMetadata } from "../server/stored/ownership";
import { metadataKeys } from "../server/stored/ownMetadata";
import { isSameCron } from "./isAsPlanned";

/** gone: somebody else has deleted it. moved: it is not as it was when the plan was made, so nothing was changed. */
export type PruneEnd = "paused" | "deleted" | "gone" | "moved";

/**
 * Pauses or deletes a cron whose spec is gone, as planned, while nobody else may write under its name; what has moved is
 * left alone. Throws `ServerFailure`, or the signal's reason.
 */
export function pruneCron(server: AgentServer, planned: PlannedPrune, options: WriterOptions): Promise<PruneEnd> {
  const writer = writerOf(server, options);
  return inLease(writer, [lockNameOfCron(planned.cron)], (lease) => pruneHeld(writer, lease, planned));
}

async function pruneHeld(writer: Writer, lease: Lease, { cron, step }: PlannedPrune): Promise<PruneEnd> {
  const now = await readIfThere(writer, cron.cron_id);
  if (now === undefined) return "gone";
  if (!(await isSameCron(now, cron))) return "moved";
  if (step === "pause") {
    await pause(writer, lease, now);
    return "paused";
  }
  const isUntouched = ({ updated_at }: Cron) => updated_at === now.updated_at;
  return (await deleteFenced(writer, lease, cron.cron_id, isUntouched)) ? "deleted" : "moved";
}

/** The metadata of a PATCH is what runs get, so all that is ours to write is sent along. */
async function pause(writer: Writer, lease: Lease, cron: Cron): Promise<void> {
  const mark = pruneMetadata({ at: writer.clock.now(), wasOn: cron.enabled });
  const key = metadataKeys.pruned;
  await patchFenced(writer, lease, cron, {
    body: { enabled: false, metadata: { ...ownPart(cron.metadata), ...mark } },
    isDone: ({ enabled, metadata }) => !enabled && metadata[key] === mark[key],
  });
}
