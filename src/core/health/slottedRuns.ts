import { parseSchedule } from "../schedule/parseSchedule";
import { previousRun } from "../schedule/previousRun";
import { runningZone } from "../schedule/runningZone";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import { findTimeZone } from "../schedule/timeZone";
import type { Cron, Run } from "../server/cron";
import type { SlottedRun } from "./health";

export type ScheduledCron = Pick<Cron, "schedule" | "timezone">;

/** The latest time of a cron's schedule that is not after a moment. Undefined if there is none, or it can't be known. */
export function slotAt(
  { schedule, timezone }: ScheduledCron,
  dialect: ScheduleDialect,
  moment: number,
): number | undefined {
  const parsed = parseSchedule(schedule, dialect);
  const zone = runningZone(timezone);
  if (!parsed.ok || findTimeZone(zone) === undefined) return undefined;
  return previousRun(parsed.value, zone, moment);
}

/** A run that starts within this time after a slot is taken for the slot's, in milliseconds. */
export const nearSlot = 90_000;

/**
 * For each run of a cron its slot: the latest time of its schedule that is not after the run's creation. A run has none
 * if it was started by hand, which its mark says or, of a run that is not soon after a slot, that the slot has had its
 * run, or that the cron was not there yet. A late run can be one that makes up for times when the server was down: the
 * server starts a single one for all of them, which then belongs to the last. But if the cron was changed after a late
 * run, its schedule may have been another.
 *
 * @param runs newest first, as in the result
 */
export function slottedRuns(
  cron: Pick<Cron, "schedule" | "timezone" | "created_at" | "updated_at">,
  runs: readonly Run[],
  dialect: ScheduleDialect,
): readonly SlottedRun[] {
  const changed = Date.parse(cron.updated_at);
  const found: SlottedRun[] = [];
  let taken: number | undefined;
  for (const run of runs.toReversed()) {
    const created = Date.parse(run.created_at);
    const latest = run.isByHand ? undefined : slotAt(cron, dialect, created);
    const slot = latest !== undefined && latest < Date.parse(cron.created_at) ? undefined : latest;
    const isSoon = slot !== undefined && created - slot <= nearSlot;
    if (slot === undefined || (!isSoon && (slot === taken || !(created > changed)))) {
      found.push({ run, slot: null, lateBy: null });
      continue;
    }
    taken = slot;
    found.push({ run, slot, lateBy: created - slot });
  }
  return found.reverse();
}
