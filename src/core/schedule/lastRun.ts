import { nextRuns } from "./nextRuns";
import type { Schedule } from "./schedule";

/**
 * Whether the runs of a schedule come to an end, which only a year field can cause. All other fields match again within
 * the 50 years that the server looks ahead, or never.
 */
export function comesToEnd({ year }: Schedule): boolean {
  return year !== undefined && !year.every;
}

const millisecondsPerDay = 86_400_000;

/**
 * The last run of a schedule that ends, in epoch milliseconds: from this moment on the server finds no next run.
 * `first` is one of its runs, in epoch milliseconds.
 *
 * @throws RangeError for a zone that `findTimeZone` does not know
 */
export function lastRun(schedule: Schedule, zone: string, first: number): number {
  const lastYear = schedule.year?.values.at(-1) ?? 0;
  // In seconds. There is a run after `before`, but none after `end`.
  let before = Math.floor(first / 1000) - 1;
  let end = (Date.UTC(lastYear + 1, 0, 1) + 2 * millisecondsPerDay) / 1000;
  let last = first;
  while (end - before > 1) {
    const middle = Math.floor((before + end) / 2);
    const [run] = nextRuns(schedule, { zone, from: middle * 1000, count: 1 });
    if (run === undefined) end = middle;
    else [before, last] = [middle, run];
  }
  // Later than `end` if it would be in a gap of the clock.
  return last;
}
