import type { Cron } from "../../server/cron";
import { metadataKeys, type Replacement, replacementOf } from "../../server/stored/ownMetadata";
import { finishCron } from "../change/finishCron";
import { isAsMeant } from "../change/misread";
import { readIfThere } from "../lease/fencedWrites";
import type { SortedCrons } from "../onServer/leftover";
import type { SubmissionWork } from "../submission/submissionWork";

/**
 * The leftovers whose submission has deleted the cron that they replace, and not switched them on. The first is all that
 * is left of what the user had, so nobody may simply delete it. Empty if another cron is on. The crons must be all of one name.
 */
export function dueReplacements({ settled, leftovers }: SortedCrons): readonly Cron[] {
  if (settled.some(({ enabled }) => enabled)) return [];
  const ids = new Set([...settled, ...leftovers].map(({ cron_id }) => cron_id));
  return leftovers.filter((cron) => {
    const replacement = replacementIn(cron);
    return replacement !== undefined && !ids.has(replacement.replaces);
  });
}

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

function replacementIn({ metadata }: Cron): Replacement | undefined {
  return replacementOf(metadata[metadataKeys.hash]);
}
