import { type CronRuns, cronRuns } from "../../core/schedule/cronRuns";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron } from "../../core/server/cron";

export interface Reckoning {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the cron's server. */
  readonly dialect: ScheduleDialect;
}

/** The runs that a cron will make from now on, and what becomes of it after them. */
export function upcomingRuns(cron: Cron, { now, dialect }: Reckoning, count: number): CronRuns {
  return cronRuns({ ...cron, dialect, nextRunDate: cron.next_run_date }, { from: now, count });
}

export function nextRunOf(cron: Cron, reckoning: Reckoning): number | undefined {
  return upcomingRuns(cron, reckoning, 1).runs[0];
}
