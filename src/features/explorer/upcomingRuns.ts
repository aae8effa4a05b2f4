import { cronRuns } from "../../core/schedule/cronRuns";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron } from "../../core/server/cron";

export interface Reckoning {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the cron's server. */
  readonly dialect: ScheduleDialect;
}

/** The runs that a cron will make from now on, in epoch milliseconds. */
export function upcomingRuns(cron: Cron, { now, dialect }: Reckoning, count: number): readonly number[] {
  return cronRuns({ ...cron, dialect, nextRunDate: cron.next_run_date }, { from: now, count }).runs;
}

export function nextRunOf(cron: Cron, reckoning: Reckoning): number | undefined {
  return upcomingRuns(cron, reckoning, 1)[0];
}
