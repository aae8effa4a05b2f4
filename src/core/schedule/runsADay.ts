import { countRuns } from "./countRuns";
import type { RunningCron } from "./cronRuns";

const week = 7 * 86_400_000;

/**
 * The average number of runs a day over the week after `from` (epoch milliseconds); below one for a few runs a week.
 * undefined if it can't be known: the schedule is not understood or has random times. A paused cron counts as if it
 * were on, because that is what it will cost.
 */
export function runsADay(cron: RunningCron, from: number): number | undefined {
  const runs = countRuns({ ...cron, enabled: true }, from, from + week + 1);
  return runs === undefined ? undefined : runs / 7;
}
