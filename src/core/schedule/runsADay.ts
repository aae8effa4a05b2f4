import { cronRuns, type RunningCron } from "./cronRuns";

const day = 86_400_000;
const week = 7 * day;
/** As many as a cron of every minute has in a week; fewer first, as a rare one's runs reach far into the future. */
const counts = [8, 128, 1_024, 10_080] as const;

/**
 * How often a cron runs a day, on average over the week after `from` (epoch milliseconds); less than one for those that
 * run a few times a week. undefined where it can't be known: the schedule is not understood, or drawn by lot. A paused
 * cron is counted as if it were on: that is what it costs once it is.
 */
export function runsADay(cron: RunningCron, from: number): number | undefined {
  for (const count of counts) {
    const { runs, end } = cronRuns({ ...cron, enabled: true }, { from, count });
    if (end.kind === "unknown") return undefined;
    const last = runs.at(-1);
    if (last === undefined) return 0;
    const isWhole = runs.length < count || last >= from + week;
    if (isWhole) return runs.filter((run) => run <= from + week).length / 7;
    // More in a week than are counted: as often as until then.
    if (count === counts.at(-1)) return count / ((last - from) / day);
  }
  return undefined;
}
