import { countBetween } from "./countBetween";
import { cronMoment } from "./cronMoment";
import type { RunningCron } from "./cronRuns";
import { nextRuns } from "./nextRuns";
import { parseSchedule } from "./parseSchedule";
import { runningZone } from "./runningZone";
import { findTimeZone } from "./timeZone";

/**
 * How many runs a cron has after `from` and before `to` (epoch milliseconds): exactly those of `cronRuns`, counted from
 * the fields and not listed. Undefined if it can't be known: the schedule or the zone is not understood, or the times
 * are random. A schedule with a year counts up to its last time.
 */
export function countRuns(cron: RunningCron, from: number, to: number): number | undefined {
  const zone = runningZone(cron.timezone);
  const parsed = parseSchedule(cron.schedule, cron.dialect);
  if (!cron.enabled) return 0;
  if (!parsed.ok || parsed.value.unpredictable || findTimeZone(zone) === undefined) return undefined;
  const schedule = parsed.value;
  const served = cronMoment(cron.nextRunDate);
  const isAhead = served !== undefined && served > from;
  const start = isAhead ? served : from;
  const before = (limit: number) =>
    (isAhead && served < limit ? 1 : 0) + (start < limit ? countBetween(schedule, zone, start, limit) : 0);
  const end = cronMoment(cron.end_time);
  if (end === undefined || end >= to) return before(to);
  const count = before(end);
  if (cron.dialect === "secondsLast") return count;
  // Aegra looks at the end after a run, so that it still makes the first one from then on.
  const [next] =
    isAhead && served >= end ? [served] : nextRuns(schedule, { zone, from: Math.max(start, end - 1), count: 1 });
  return count + (next !== undefined && next < to ? 1 : 0);
}
