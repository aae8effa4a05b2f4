import { slottedRuns } from "../../health/slottedRuns";
import { clockTolerance } from "../../health/startGrace";
import type { ScheduleDialect } from "../../schedule/scheduleDialect";
import type { Cron, Run } from "../../server/cron";
import type { ExaminedCron } from "../doctorFacts";

/** A run that a cron's schedule has started. Moments are epoch milliseconds. */
export interface ScheduledRun {
  readonly run: Run;
  readonly slot: number;
  readonly lateBy: number;
}

/** When a cron was changed last. Some servers count each start as a change (0.11.1 on PostgreSQL, Aegra 0.11.0). */
export function changedAt({ created_at, updated_at }: Pick<Cron, "created_at" | "updated_at">): number {
  return Math.max(Date.parse(created_at), Date.parse(updated_at) || 0);
}

/**
 * The runs that the present schedule of a cron has started, newest first. None where each start counts as a change:
 * earlier runs may be of another schedule.
 */
export function scheduledRuns({ cron, runs }: ExaminedCron, dialect: ScheduleDialect): readonly ScheduledRun[] {
  const since = changedAt(cron) + clockTolerance;
  return slottedRuns(cron, runs?.runs ?? [], dialect).flatMap(({ lateBy, run, slot }) =>
    slot !== null && lateBy !== null && Date.parse(run.created_at) > since ? [{ run, slot, lateBy }] : [],
  );
}
