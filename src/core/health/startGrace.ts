import type { SlottedRun } from "./health";

/**
 * What a healthy server may need beyond its polls, in milliseconds. Its poll can be set to up to a minute
 * (`CRON_SCHEDULER_SLEEP_TIME`, by default 5 s; Aegra's is 60 s), and runs that are due at once are created one after
 * another.
 */
const leastAllowance = 60_000;
/** One catch-up after a night without the server must not hide every later delay. */
const mostAllowance = 10 * 60_000;

/** This computer's clock and the server's, together with what a request takes to arrive, in milliseconds. */
export const clockTolerance = 5_000;

/**
 * How long after its time a run may start without a reason to worry, in milliseconds: three polls, and what 95 of 100
 * of its earlier runs needed.
 */
export function startGrace(earlier: readonly SlottedRun[], pollMilliseconds: number): number {
  const starts = earlier.flatMap(({ lateBy }) => (lateBy === null ? [] : [lateBy])).sort((one, other) => one - other);
  const usual = starts[Math.ceil(starts.length * 0.95) - 1] ?? 0;
  return 3 * pollMilliseconds + Math.min(Math.max(usual, leastAllowance), mostAllowance);
}
