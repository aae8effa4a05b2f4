import { countRuns } from "./countRuns";
import type { RunningCron } from "./cronRuns";

const day = 86_400_000;
/** What a month is wherever runs or their cost are told. */
const daysOfMonth = 30;

/** How many runs a cron has in the 24 hours after `from` (epoch milliseconds); see `countRuns`. */
export function runsInADay(cron: RunningCron, from: number): number | undefined {
  return countRuns(cron, from, from + day + 1);
}

/** How many runs a cron has in the 30 days after `from` (epoch milliseconds); see `countRuns`. */
export function runsAMonth(cron: RunningCron, from: number): number | undefined {
  return countRuns(cron, from, from + daysOfMonth * day + 1);
}
