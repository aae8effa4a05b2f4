import type { Cron } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { createNew } from "../change/createNew";
import { isOwnEnd } from "../finish/finishSubmission";
import { submissionOf } from "../lease/lockName";
import { dueReplacements } from "../onServer/dueReplacements";
import { isLeftover } from "../onServer/leftover";
import { asMade, deleteLeftover, findNamed } from "../submission/ownCrons";
import type { SubmitOptions, SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import { findEqual } from "../submit/findUnnamed";
import { type CutShort, runSubmission } from "../submit/runSubmission";
import { secondLook } from "../submit/secondLook";
import { argumentsOf } from "./argumentsOf";

export interface RestoreOptions extends Omit<SubmitOptions, "arguments" | "name" | "knownCrons"> {
  /** The cron as it was just before it was deleted, with its payload. */
  readonly cron: Cron;
  /** Whether a cron without a name was there when this one was deleted; such a one is no replacement. */
  readonly wasThere: (cronId: string) => boolean;
}

export type RestoreOutcome =
  | SubmitOutcome
  /** Nothing was made: somebody has made it again, or another one of its name, in the meantime. */
  | { readonly kind: "exists"; readonly cron: Cron };

/**
 * Makes a deleted cron again, with a new id: paused first, compared, and switched on if it was on. Never a second one:
 * of a name there may be no other cron, and without a name none that is equal and new; two that undo one deletion at the
 * same time share its lock. `headers` and `params` can't be restored. Throws `ServerFailure`.
 */
export function restoreCron({ cron, wasThere, ...options }: RestoreOptions): Promise<RestoreOutcome> {
  return runSubmission<RestoreOutcome | CutShort>({ ...options, ...argumentsOf(cron) }, (work) =>
    attemptRestore(work, cron, wasThere),
  );
}

async function attemptRestore(
  work: SubmissionWork,
  old: Cron,
  wasThere: RestoreOptions["wasThere"],
): Promise<RestoreOutcome> {
  work.restores = old;
  work.instead = old.cron_id;
  const accepted = old.metadata[metadataKeys.serverTimes];
  if (typeof accepted === "string") work.acceptedZone = accepted;
  await work.holdLease();
  const { settled, leftovers } = await findNamed(work);
  const finished = settled.find((cron) => submissionOf(cron) === work.submission && isOwnEnd(cron));
  if (finished !== undefined) return asMade(work, finished);
  const { name } = work.options;
  // Without a name it has only the mark, which somebody may have copied by hand from an unfinished one.
  const known = name === null ? settled.filter(isOwnEnd) : settled;
  const again = [...known, ...dueReplacements({ settled, leftovers })];
  const [cron] = name === null && again.length === 0 ? await findAgain(work, wasThere) : again;
  const own = leftovers.filter((copy) => submissionOf(copy) === work.submission);
  if (cron !== undefined) {
    for (const copy of own) await deleteLeftover(work, copy);
    return { kind: "exists", cron };
  }
  for (const copy of work.lease.decides ? leftovers : own) if (copy !== own[0]) await deleteLeftover(work, copy);
  return secondLook(work, await createNew(work, own[0]));
}

function findAgain(work: SubmissionWork, wasThere: RestoreOptions["wasThere"]): Promise<readonly Cron[]> {
  return findEqual(
    work,
    (cron) =>
      !wasThere(cron.cron_id) &&
      cron.metadata[metadataKeys.name] === undefined &&
      submissionOf(cron) !== work.submission &&
      !isLeftover(cron),
  );
}
