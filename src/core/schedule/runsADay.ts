import { cronRuns, type RunningCron } from "./cronRuns";

const day = 86_400_000;
const week = 7 * day;
/** As many as a cron of every minute has in a week. */
const counted = 10_080;

/**
 * How often a cron runs a day, on average over the week after `from` (epoch milliseconds); less than one for those that
 * run a few times a week. undefined where it can't be known: the schedule is not understood, or drawn by lot. A paused
 * cron is counted as if it were on: that is what it costs once it is.
 */
export function runsADay(cron: RunningCron, from: number): number | undefined {
  const { runs, end } = cronRuns({ ...cron, enabled: true }, { from, count: counted });
  if (end.kind === "unknown") return undefined;
  const last = runs.at(-1);
  if (last === undefined) return 0;
  // Cut off by the count: all of them lie within the week.
  if (runs.length === counted && last < from + week) return counted / ((last - from) / day);
  return runs.filter((run) => run <= from + week).length / 7;
}
