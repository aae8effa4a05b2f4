import { cronRuns, type RunningCron } from "./cronRuns";

/** The runs that a cron has missed while it was paused. */
export interface MissedRuns {
  readonly count: number;
  /** The latest one, in epoch milliseconds; undefined if there are more than were counted. */
  readonly last: number | undefined;
}

const mostCounted = 1_000;

/**
 * What resuming a paused cron does not make up; undefined if it has missed nothing. A paused cron keeps the next run
 * that it had (`nextRunDate`), so that is the first one missed (0.16.7). `now`: epoch milliseconds.
 */
export function missedRuns(cron: RunningCron, now: number): MissedRuns | undefined {
  const first = Date.parse(cron.nextRunDate ?? "");
  if (cron.enabled || Number.isNaN(first) || first > now) return undefined;
  const { runs } = cronRuns({ ...cron, enabled: true }, { from: first - 1, count: mostCounted });
  const missed = runs.filter((run) => run <= now);
  if (missed.length === 0) return undefined;
  return { count: missed.length, last: missed.length === mostCounted ? undefined : missed.at(-1) };
}
