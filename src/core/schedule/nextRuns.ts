import { compileSchedule } from "./compileSchedule";
import { nextRun } from "./nextRun";
import type { Schedule } from "./schedule";
import { findTimeZone, type TimeZone } from "./timeZone";

export interface NextRunsOptions {
  /** An IANA name; the server takes "UTC" where a cron has none. */
  readonly zone: string;
  /** Milliseconds since the epoch; runs come after it, never at it. */
  readonly from: number;
  readonly count: number;
}

/**
 * The times at which the server will run a schedule, in milliseconds since the epoch, strictly increasing.
 * Fewer than `count` where it never runs again (the server looks 50 years ahead), none where it is unpredictable.
 *
 * @throws RangeError for a zone that `findTimeZone` does not know
 */
export function nextRuns(schedule: Schedule, options: NextRunsOptions): readonly number[] {
  const runs: number[] = [];
  if (options.count < 1) return runs;
  for (const run of runsAfter(schedule, options)) {
    runs.push(run);
    if (runs.length >= options.count) break;
  }
  return runs;
}

/** As `nextRuns`, one at a time, for as long as one asks. Each step is a fresh look from the run before, as the server's. */
export function* runsAfter(
  schedule: Schedule,
  options: Pick<NextRunsOptions, "zone" | "from">,
): Generator<number, void, undefined> {
  const zone = findTimeZone(options.zone);
  if (zone === undefined) throw new RangeError(`Unknown time zone: ${options.zone}`);
  yield* runsInZone(schedule, zone, options.from);
}

/** As `runsAfter`, with a zone at hand. */
export function* runsInZone(schedule: Schedule, zone: TimeZone, from: number): Generator<number, void, undefined> {
  if (schedule.unpredictable || !isKnownTime(from)) return;
  const compiled = compileSchedule(schedule);
  let now = from / 1000;
  for (;;) {
    const run = nextRun(compiled, zone, now);
    if (run === undefined) return;
    yield run * 1000;
    now = run;
  }
}

/** How many runs there are after `from` and before `to`, both in milliseconds since the epoch. */
export function countBetween(schedule: Schedule, zone: string, from: number, to: number): number {
  let count = 0;
  for (const run of runsAfter(schedule, { zone, from })) {
    if (run >= to) break;
    count += 1;
  }
  return count;
}

/** Years 1 to 9899: the server's calendar ends with the year 9999, and the search may look far ahead. */
function isKnownTime(time: number): boolean {
  return time >= -62_135_596_800_000 && time < 250_000_000_000_000;
}
