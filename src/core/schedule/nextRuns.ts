import { civilDate, secondsPerDay } from "./civilCalendar";
import { type CompiledSchedule, compileSchedule } from "./compileSchedule";
import { dayTimes, lastTime } from "./dayTimes";
import { nextDay } from "./nextMatch";
import { nextRun } from "./nextRun";
import type { Schedule } from "./schedule";
import { findTimeZone, type TimeZone } from "./timeZone";

export interface NextRunsOptions {
  /** An IANA name; the server uses "UTC" for a cron without one. */
  readonly zone: string;
  /** Milliseconds since the epoch; runs are later, never at this moment. */
  readonly from: number;
  readonly count: number;
}

/**
 * The times at which the server will run a schedule, in milliseconds since the epoch, strictly increasing. Fewer than
 * `count` if it stops running (the server looks 50 years ahead), none if it is unpredictable.
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

/** Like `nextRuns`, but yields one run at a time. */
export function runsAfter(
  schedule: Schedule,
  options: Pick<NextRunsOptions, "zone" | "from">,
): Generator<number, void, undefined> {
  return runsInZone(schedule, zoneNamed(options.zone), options.from);
}

/** Like `runsAfter`, for a given zone. */
export function* runsInZone(schedule: Schedule, zone: TimeZone, from: number): Generator<number, void, undefined> {
  const { hours, minutes, seconds } = dayTimes(schedule);
  for (const { midnight, after } of stretchesAfter(schedule, zone, from)) {
    if (after === undefined) {
      yield midnight * 1000;
      continue;
    }
    for (const hour of hours) {
      if (hour + 3600 <= after) continue;
      for (const minute of minutes) {
        if (hour + minute + 60 <= after) continue;
        for (const second of seconds) {
          if (hour + minute + second > after) yield (midnight + hour + minute + second) * 1000;
        }
      }
    }
  }
}

function zoneNamed(name: string): TimeZone {
  const zone = findTimeZone(name);
  if (zone === undefined) throw new RangeError(`Unknown time zone: ${name}`);
  return zone;
}

/** One run at `midnight` if `after` is undefined, else the runs of a day after the time `after`. In seconds. */
interface Stretch {
  readonly midnight: number;
  readonly after: number | undefined;
}

/**
 * Searches each run from the one before, as the server does; but on days without a clock change, the runs are simply
 * the times of each allowed day.
 */
export function* stretchesAfter(schedule: Schedule, zone: TimeZone, from: number): Generator<Stretch, void, undefined> {
  if (schedule.unpredictable || !isKnownTime(from)) return;
  const compiled = compileSchedule(schedule);
  const last = lastTime(dayTimes(schedule));
  let now = from / 1000;
  for (;;) {
    const run = nextRun(compiled, zone, now);
    if (run === undefined) return;
    yield { midnight: run, after: undefined };
    now = run;
    const { offset, day, time, lastDay } = quietDays(compiled, zone, run);
    // Where the missing hour ends at midnight, a moved run comes on the day after its own, which may not be allowed.
    let next = nextDay(compiled, compiled.anyDay, day, civilDate(day).year);
    let after = next === day ? time : -1;
    while (next !== undefined && next <= lastDay) {
      const midnight = next * secondsPerDay - offset;
      yield { midnight, after };
      // A run moved by a clock change can come after the last time of its day.
      now = Math.max(run, midnight + last);
      after = -1;
      next = nextDay(compiled, compiled.anyDay, next + 1, civilDate(next).year);
    }
  }
}

/**
 * The day and time of a run, and the last day that ends before the next clock change, or one day less if two rules are
 * compared by wall clock. No day if one of two rules can fail the other, because then only the full search knows when
 * the runs end.
 */
function quietDays(schedule: CompiledSchedule, zone: TimeZone, run: number) {
  const { offset, end } = zone.periodAt(run);
  const day = Math.floor((run + offset) / secondsPerDay);
  const isUnion = schedule.days.length > 1;
  const margin = isUnion ? 2 : 1;
  const lastDay = isUnion && !schedule.rulesFailAlone ? day - 1 : Math.floor((end + offset) / secondsPerDay) - margin;
  return { offset, day, time: run + offset - day * secondsPerDay, lastDay };
}

/** Years 1 to 9899: the server's calendar ends with the year 9999, and the search can look far ahead. */
export function isKnownTime(time: number): boolean {
  return time >= -62_135_596_800_000 && time < 250_000_000_000_000;
}
