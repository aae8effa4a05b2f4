import { type CronRuns, cronRuns } from "../../core/schedule/cronRuns";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron } from "../../core/server/cron";

interface Reckoning {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The dialect of the cron's server. */
  readonly dialect: ScheduleDialect;
}

/** The runs that a cron will start from now on, and what happens after the last one. */
export function upcomingRuns(cron: Cron, { now, dialect }: Reckoning, count: number): CronRuns {
  return cronRuns({ ...cron, dialect, nextRunDate: cron.next_run_date }, { from: now, count });
}
