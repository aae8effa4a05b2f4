import { countBetween } from "./countBetween";
import type { RunningCron } from "./cronRuns";
import { runBounds, runningSchedule } from "./runningSchedule";

/**
 * How many runs a cron has after `from` and before `to` (epoch milliseconds): exactly those of `cronRuns`, counted from
 * the fields and not listed. Undefined if it can't be known: the schedule or the zone is not understood, or the times
 * are random. A schedule with a year counts up to its last time.
 */
export function countRuns(cron: RunningCron, from: number, to: number): number | undefined {
  if (!cron.enabled) return 0;
  const running = runningSchedule(cron);
  if (running === undefined) return undefined;
  const { afterEnd, limit, served, start } = runBounds(running, from, to);
  const { schedule, zone } = running;
  const own = start < limit ? countBetween(schedule, zone.name, start, limit) : 0;
  return own + (served === undefined ? 0 : 1) + (afterEnd === undefined ? 0 : 1);
}
