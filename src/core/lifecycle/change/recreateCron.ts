import type { ParameterName } from "../../arguments/cronArguments";
import { staysPaused } from "../../compare/planUpdate";
import type { Cron } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { deleteFenced } from "../lease/fencedWrites";
import { asMade, deleteLeftover } from "../submission/ownCrons";
import type { Replaced, SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import { agreesToUnsafe, makeOwn } from "./createNew";
import { createOnce, refusePaused } from "./createOnce";
import { misread, serverTimesAgreed } from "./misread";
import { switchOnMade } from "./switchOn";

/**
 * Replaces a cron that no PATCH can turn into what the arguments say, once the user has agreed. The new one is created
 * paused, the old one is deleted, and the new one is switched on: at most one is on at any moment, and after a crash in
 * between `finishOpenSubmissions` either drops the new one (if the old one still exists) or switches it on.
 */
export async function recreateCron(
  work: SubmissionWork,
  old: Cron,
  because: readonly ParameterName[],
): Promise<SubmitOutcome> {
  if (!work.canPause) return replaceAtOnce(work, old, because);
  if (staysPaused(work.options.arguments, old)) work.stayPaused();
  const accepted = old.metadata[metadataKeys.serverTimes];
  if (typeof accepted === "string") work.acceptedZone = accepted;
  const made = await makeOwn(work, old);
  const misreading = misread(work, made);
  if (misreading !== undefined && !(await serverTimesAgreed(work, misreading))) {
    await deleteLeftover(work, made);
    return { ...misreading, left: "deleted" };
  }
  if (!(await deleteOld(work, { cron: old, because, by: made.cron_id }))) {
    await deleteLeftover(work, made);
    return {
      kind: "needsRecreate",
      because,
      cron: await work.retry(() => work.server.getCron(old.cron_id, work.call())),
    };
  }
  return asMade(work, await switchOnMade(work, made));
}

/**
 * Returns false if the old cron changed while the user was asked, because they agreed to delete something else. A cron
 * that is already gone may have been deleted by this submission in an earlier round.
 */
async function deleteOld(work: SubmissionWork, replaced: Replaced): Promise<boolean> {
  const { cron: old } = replaced;
  await work.lease.fence();
  if (!work.isCommitted) {
    const now = await work.retry(() => work.server.getCron(old.cron_id, work.call()));
    if (now.updated_at !== old.updated_at) return false;
  }
  // It may be committed to switching on a cron of its own, which others have replaced since.
  const known = work.replaced;
  if (known?.cron.cron_id !== old.cron_id || known.by !== replaced.by) await work.commitToReplace(replaced);
  return deleteFenced(work, work.lease, old.cron_id, ({ updated_at }) => updated_at === old.updated_at);
}

/** Without pausing, two crons or none exist for a moment; with none, nothing fires twice. */
async function replaceAtOnce(
  work: SubmissionWork,
  old: Cron,
  because: readonly ParameterName[],
): Promise<SubmitOutcome> {
  if (!(await agreesToUnsafe(work))) return { kind: "cancelled" };
  const fresh = await work.retry(() => work.server.getCron(old.cron_id, work.call()));
  if (fresh.updated_at !== old.updated_at) return { kind: "needsRecreate", cron: fresh, because };
  refusePaused(work);
  await work.commitToReplace({ cron: old, because });
  await work.retry(() => work.server.deleteCron(old.cron_id, work.call()));
  const cron = await createOnce(work, old);
  const misreading = misread(work, cron);
  if (misreading === undefined) return asMade(work, cron);
  await work.retry(() => work.server.deleteCron(cron.cron_id, work.call()));
  return { ...misreading, left: "deleted" };
}
