import type { Cron } from "../../server/cron";
import { LeaseLost } from "../lease/lease";
import { submissionOf } from "../lease/lockName";
import { ownLeftovers } from "../onServer/leftover";
import { asMade, deleteLeftover, findNamed, findOwn } from "../submission/ownCrons";
import type { SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import type { Together } from "../submission/together";
import { createOnce } from "./createOnce";
import { misread, serverTimesAgreed } from "./misread";
import { stillHeld, switchOnMade, switchOnMadeNow } from "./switchOn";

/** Creates the submission's cron, or continues with the one it created earlier (`kept`). */
export async function createNew(work: SubmissionWork, kept: Cron | undefined): Promise<SubmitOutcome> {
  const { canPause } = work;
  if (!canPause && !(await agreesToUnsafe(work))) return { kind: "cancelled" };
  const cron = kept ?? (await makeOwn(work, work.replaced?.cron));
  const misreading = misread(work, cron);
  if (misreading !== undefined && !(await serverTimesAgreed(work, misreading))) {
    if (!canPause) await work.retry(() => work.server.deleteCron(cron.cron_id, work.call()));
    return { ...misreading, left: canPause ? "paused" : "deleted" };
  }
  const made = canPause ? await switchOnMade(work, cron) : cron;
  return asMade(work, made);
}

/**
 * Creates the cron while the lease of all names is held by many. The answer to a single create shows that the cron is
 * there and that there is no copy, so it is not searched for; each look at the lease serves many of them.
 */
export async function createAmongOthers(work: SubmissionWork, { inTurn, lease }: Together): Promise<SubmitOutcome> {
  // Before its turn: it takes as long as a request.
  await work.options.journal.write(work.entry);
  const cron = await inTurn(() => makeNoted(work, undefined));
  lease.renew();
  const misreading = misread(work, cron);
  if (misreading !== undefined && !(await serverTimesAgreed(work, misreading))) {
    return { ...misreading, left: "paused" };
  }
  // Waited for outside of its turn, in which it is looked at only if this answer has become old.
  await lease.fence();
  const made = await inTurn(() => switchOnMadeNow(work, cron));
  lease.renew();
  await stillHeld(work);
  return asMade(work, made);
}

/**
 * Creates the cron and checks that it is visible on the server; only then does a check of the lease cover it.
 * `replaced`: the cron that it is to replace.
 */
export async function makeOwn(work: SubmissionWork, replaced: Cron | undefined): Promise<Cron> {
  await work.options.journal.write(work.entry);
  return makeNoted(work, replaced);
}

/** The same once the journal has the submission. */
async function makeNoted(work: SubmissionWork, replaced: Cron | undefined): Promise<Cron> {
  const made = await createOnce(work, replaced);
  if (!work.canPause || (work.leases.isShared && work.createsSent === 1)) return made;
  const crons = work.options.name === null ? await findOwn(work) : await findAll(work);
  const own = await ownLeftovers(crons.filter((cron) => submissionOf(cron) === work.submission));
  // Use the answer to the create: its next run was computed at that time.
  const cron = own.some(({ cron_id }) => cron_id === made.cron_id) ? made : own[0];
  if (cron === undefined) throw new LeaseLost();
  for (const copy of own) if (copy.cron_id !== cron.cron_id) await deleteLeftover(work, copy);
  return cron;
}

async function findAll(work: SubmissionWork): Promise<readonly Cron[]> {
  const { settled, leftovers } = await findNamed(work);
  return [...settled, ...leftovers];
}

export function agreesToUnsafe(work: SubmissionWork): Promise<boolean> {
  return work.agreesTo({ kind: "unsafeServer", version: work.serverVersion });
}
