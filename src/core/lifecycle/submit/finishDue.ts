import type { Cron } from "../../server/cron";
import { finishCron } from "../change/finishCron";
import { isAsMeant } from "../change/misread";
import { readIfThere } from "../lease/fencedWrites";
import { replacementIn } from "../onServer/dueReplacements";
import type { SubmissionWork } from "../submission/submissionWork";

/**
 * finished: it is what its submission was to leave. superfluous: the cron that it was to replace still exists, under
 * another name. misread: left paused, because the server reads its schedule differently.
 */
export type DueEnd = "finished" | "superfluous" | "misread";

/** Does what the dead submission had left to do, while the lease is held. Throws as `finishCron` does. */
export async function finishDue(work: SubmissionWork, due: Cron): Promise<DueEnd> {
  const replacement = replacementIn(due);
  if (replacement === undefined || (await readIfThere(work, replacement.replaces)) !== undefined) return "superfluous";
  if (!isAsMeant(due, { ...work.expected, schedule: due.schedule, timezone: due.timezone })) return "misread";
  work.step("finishingEarlier");
  const cron = await work.uncancelled(() => finishCron(work, work.lease, due, replacement.enabled));
  if (cron.enabled) work.finishedEarlier = cron;
  return "finished";
}
