import { isLeftover } from "../lifecycle/onServer/leftover";
import { cronFingerprint } from "../plan/fingerprints";
import type { PlanDraft, PlannedChange } from "../plan/plannedChange";
import type { Cron } from "../server/cron";

/**
 * Whether a spec's crons, in the order of `findCrons`, are still those of which its change was planned. If a second one is
 * switched on, a submit finds that itself. `unnamed`: what the submit could take over, once it has looked for that.
 */
export async function isAsPlanned<Draft extends PlanDraft>(
  { action, cron }: PlannedChange<Draft>,
  settled: readonly Cron[],
  unnamed: readonly Cron[] | undefined,
): Promise<boolean> {
  const [first] = settled;
  // Without a cron to take over, the submit would create one.
  if (action === "adopt") return first === undefined && unnamed?.length !== 0;
  if (cron === undefined) return first === undefined;
  // What a dead submission owes is finished before anything else.
  if (isLeftover(cron)) return first === undefined || first.cron_id === cron.cron_id;
  return first !== undefined && (await isSameCron(first, cron));
}

/** Whether it is the same cron as before, in all that a plan is made of. Both must carry their payload. */
export async function isSameCron(one: Cron, other: Cron): Promise<boolean> {
  return (await cronFingerprint(one)) === (await cronFingerprint(other));
}
