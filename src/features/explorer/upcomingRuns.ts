import { nextRuns } from "../../core/schedule/nextRuns";
import { parseSchedule } from "../../core/schedule/parseSchedule";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { findTimeZone } from "../../core/schedule/timeZone";
import type { Cron } from "../../core/server/cron";

export interface Reckoning {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the cron's server. */
  readonly dialect: ScheduleDialect;
}

/**
 * The runs that a cron will make from now on, in epoch milliseconds. The first is the server's own where it is still to
 * come; the rest, and the first too where the list has grown old, are reckoned as the server reckons.
 */
export function upcomingRuns(cron: Cron, { now, dialect }: Reckoning, count: number): readonly number[] {
  const served = cron.next_run_date === null ? Number.NaN : Date.parse(cron.next_run_date);
  const first = served > now ? [served] : [];
  const schedule = parseSchedule(cron.schedule, dialect);
  const zone = cron.timezone ?? "UTC";
  if (!schedule.ok || findTimeZone(zone) === undefined) {
    return first;
  }
  const reckoned = nextRuns(schedule.value, { zone, from: first[0] ?? now, count: count - first.length });
  const end = cron.end_time === null ? Number.POSITIVE_INFINITY : Date.parse(cron.end_time);
  return [...first, ...reckoned].filter((run) => !(run > end));
}

export function nextRunOf(cron: Cron, reckoning: Reckoning): number | undefined {
  return upcomingRuns(cron, reckoning, 1)[0];
}
