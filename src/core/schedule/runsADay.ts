import { cronRuns, type RunningCron } from "./cronRuns";

const day = 86_400_000;
const week = 7 * day;
/** Up to the number of runs a week of a cron that runs every minute; fewer first, since rare runs reach far ahead. */
const counts = [8, 128, 1_024, 10_080] as const;

/**
 * The average number of runs a day over the week after `from` (epoch milliseconds); below one for a few runs a week.
 * undefined if it can't be known: the schedule is not understood or has random times. A paused cron counts as if it
 * were on, because that is what it will cost.
 */
export function runsADay(cron: RunningCron, from: number): number | undefined {
  for (const count of counts) {
    const { runs, end } = cronRuns({ ...cron, enabled: true }, { from, count });
    if (end.kind === "unknown") return undefined;
    const last = runs.at(-1);
    if (last === undefined) return 0;
    const isWhole = runs.length < count || last >= from + week;
    if (isWhole) return runs.filter((run) => run <= from + week).length / 7;
    // More runs in a week than are counted, so use the rate up to the last one.
    if (count === counts.at(-1)) return count / ((last - from) / day);
  }
  return undefined;
}
