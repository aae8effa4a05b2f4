import type { Cron } from "../server/cron";
import type { ParameterName } from "../spec/cronArguments";
import { staysPaused } from "../spec/planUpdate";
import { createOnce } from "./createOnce";
import { readFresh } from "./findCrons";
import { asAsked, type SubmitOutcome } from "./submission";
import type { SubmissionWork } from "./submissionWork";
import { compare, switchOn } from "./switchOn";

/**
 * Replaces a cron that no PATCH can turn into what the arguments say. The new one is made paused, then the old one is
 * deleted, then the new one is switched on: at every moment at most one is on, and after a crash in between
 * `finishOpenSubmissions` either drops the new one (the old is still there) or switches it on.
 */
export async function recreateCron(
  work: SubmissionWork,
  old: Cron,
  because: readonly ParameterName[],
): Promise<SubmitOutcome> {
  const { journal, server } = work.options;
  if (!(await work.agreesTo({ kind: "recreate", cron: old, because })))
    return { kind: "needsRecreate", cron: old, because };
  const fresh = await work.insist(() => readFresh(server, old.cron_id, work.call));
  // It was changed while the user was asked: what they agreed to delete is not what is there.
  if (fresh.updated_at !== old.updated_at) return { kind: "needsRecreate", cron: fresh, because };
  const paused = staysPaused(work.options.arguments, fresh);
  if (paused) work.stayPaused();
  // Without a pause there is a moment with two or a moment with none; none does not fire twice.
  if (!work.canPause) await work.delete(old);
  await journal.write(work.entry);
  const created = await createOnce(work);
  const mismatches = compare(work, created);
  if (mismatches.length > 0) {
    await work.delete(created);
    await journal.remove(work.submission);
    return { kind: "mismatch", cron: created, mismatches, left: "deleted", cause: "unknown" };
  }
  work.commit();
  if (work.canPause) await work.delete(old);
  const cron = work.wantsEnabled && work.canPause ? await switchOn(work, created) : created;
  await journal.remove(work.submission);
  return { kind: "recreated", cron, because, staysPaused: paused, ...asAsked };
}
