import { compileSchedule } from "./compileSchedule";
import { nextRun } from "./nextRun";
import type { Schedule } from "./schedule";
import { findTimeZone } from "./timeZone";

/** In seconds: longer than any pause between two runs of a schedule that goes on, 40 years for some leap days. */
const longestPause = 60 * 366 * 86_400;

/**
 * The latest time of a schedule that is not after a moment (both in epoch milliseconds). Undefined if there is none in
 * the 60 years before, or if the schedule is unpredictable. Costs at most some sixty calls of `nextRun`.
 *
 * @throws RangeError for a zone that `findTimeZone` does not know
 */
export function previousRun(schedule: Schedule, zoneName: string, notAfter: number): number | undefined {
  const zone = findTimeZone(zoneName);
  if (zone === undefined) throw new RangeError(`Unknown time zone: ${zoneName}`);
  if (schedule.unpredictable || !Number.isFinite(notAfter)) return undefined;
  const compiled = compileSchedule(schedule);
  const end = Math.floor(notAfter / 1000);
  const runAfter = (second: number) => {
    const run = nextRun(compiled, zone, second);
    return run !== undefined && run <= end ? run : undefined;
  };
  // In seconds: a run comes after `before`, and none after `last`.
  let before = end;
  let last = end;
  let found: number | undefined;
  for (let step: number = compiled.resolution; found === undefined && step < longestPause; step *= 2) {
    last = before;
    before = end - step;
    found = runAfter(before);
  }
  while (found !== undefined && last - before > 1) {
    const middle = Math.floor((before + last) / 2);
    const run = runAfter(middle);
    if (run === undefined) last = middle;
    else {
      found = run;
      // The run itself is known, so that only later ones are searched.
      before = Math.max(middle, run - 1);
    }
  }
  return found === undefined ? undefined : found * 1000;
}
