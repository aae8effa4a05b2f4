import type { RunningCron } from "../schedule/cronRuns";
import { runsAMonth } from "../schedule/runsAMonth";

/** How many runs come in the 30 days after `now` (epoch milliseconds); null if that can't be known. */
export function plannedRuns(cron: RunningCron, { now }: { readonly now: number }): number | null {
  const { dialect, enabled, end_time, schedule, timezone } = cron;
  return runsAMonth({ dialect, enabled, end_time, schedule, timezone }, now) ?? null;
}
