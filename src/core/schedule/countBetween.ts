import { civilDate, monthLength, secondsPerDay, weekdayOf } from "./civilCalendar";
import { type CompiledSchedule, compileSchedule } from "./compileSchedule";
import { type DayTimes, dayTimes, lastTime, timesBefore } from "./dayTimes";
import { nextRun } from "./nextRun";
import { isKnownTime, stretchesAfter } from "./nextRuns";
import type { Schedule } from "./schedule";
import { findTimeZone, type TimeZone } from "./timeZone";

/**
 * The number of runs after `from` and before `to`, both in milliseconds since the epoch. It is counted from the fields:
 * only the run after each change of the clock is searched, from the one before, as the server does. So a year costs
 * twelve months and two searches, also for a schedule that runs every second.
 *
 * @throws RangeError for a zone that `findTimeZone` does not know
 */
export function countBetween(schedule: Schedule, zoneName: string, from: number, to: number): number {
  const zone = findTimeZone(zoneName);
  if (zone === undefined) throw new RangeError(`Unknown time zone: ${zoneName}`);
  if (schedule.unpredictable || !isKnownTime(from)) return 0;
  const counted = { schedule, compiled: compileSchedule(schedule), times: dayTimes(schedule), zone };
  const isPlain = counted.compiled.days.length === 1 && counted.compiled.years === undefined;
  return isPlain ? countPlain(counted, from / 1000, to / 1000) : countStretches(counted, from, to / 1000);
}

interface Counted {
  readonly schedule: Schedule;
  readonly compiled: CompiledSchedule;
  readonly times: DayTimes;
  readonly zone: TimeZone;
}

/** Of two rules for days the server compares the next of each, and a year can end the runs: these are searched. */
function countStretches({ schedule, times, zone }: Counted, from: number, end: number): number {
  let count = 0;
  for (const { midnight, after } of stretchesAfter(schedule, zone, from)) {
    if (midnight >= end) break;
    if (after === undefined) count += 1;
    else
      count += Math.max(0, timesBefore(times, Math.min(end - midnight, secondsPerDay)) - timesBefore(times, after + 1));
  }
  return count;
}

/** Up to the end of its period each run is simply the next time that the fields name. */
function countPlain(counted: Counted, from: number, end: number): number {
  const { compiled, zone } = counted;
  let count = 0;
  let now = from;
  while (now < end) {
    const period = zone.periodAt(now);
    const first = (Math.floor((now + period.offset) / compiled.resolution) + 1) * compiled.resolution;
    count += countTimes(counted, first, Math.min(end, period.end) + period.offset);
    if (end <= period.end) break;
    const last = lastBefore(counted, first, period.end + period.offset);
    const run = nextRun(compiled, zone, last === undefined ? now : last - period.offset);
    if (run === undefined || run >= end) break;
    count += 1;
    now = run;
  }
  return count;
}

/** How many times the fields name from one wall-clock time to before another, in seconds. */
function countTimes({ compiled, times }: Counted, from: number, to: number): number {
  if (to <= from) return 0;
  const [firstDay, lastDay] = [Math.floor(from / secondsPerDay), Math.floor(to / secondsPerDay)];
  const before = isAllowed(compiled, firstDay) ? timesBefore(times, from - firstDay * secondsPerDay) : 0;
  const inLast = isAllowed(compiled, lastDay) ? timesBefore(times, to - lastDay * secondsPerDay) : 0;
  const aDay = times.hours.length * times.minutes.length * times.seconds.length;
  return countDays(compiled, firstDay, lastDay) * aDay - before + inLast;
}

function isAllowed(compiled: CompiledSchedule, day: number): boolean {
  return countDays(compiled, day, day + 1) === 1;
}

/** The allowed days from one day to before another. */
function countDays(compiled: CompiledSchedule, from: number, to: number): number {
  let count = 0;
  for (let day = from; day < to; ) {
    const { first, mask, end } = monthOf(compiled, day);
    const rest = Math.min(end, to) - first;
    count += ones(mask & (-1 << (day - first)) & (rest >= 31 ? -1 : (1 << rest) - 1));
    day = end;
  }
  return count;
}

/** The month of a day: its first day, its allowed days as bits, and the first day after it. */
function monthOf({ anyDay, months }: CompiledSchedule, day: number) {
  const { year, month, day: ofMonth } = civilDate(day);
  const first = day - ofMonth + 1;
  const length = monthLength(year, month);
  return { first, mask: months[month] === month ? anyDay(weekdayOf(first), length) : 0, end: first + length };
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The last time that the fields name before a wall-clock time, and not before `from`. */
function lastBefore({ compiled, times }: Counted, from: number, to: number): number | undefined {
  const lastDay = Math.floor((to - 1) / secondsPerDay);
  for (let day = lastDay; (day + 1) * secondsPerDay > from; day -= 1) {
    const { first, mask } = monthOf(compiled, day);
    const allowed = mask & (day - first >= 30 ? -1 : (1 << (day - first + 1)) - 1);
    if (allowed === 0) {
      day = first;
      continue;
    }
    day = first + 31 - Math.clz32(allowed);
    const time = day === lastDay ? lastTimeBefore(times, to - day * secondsPerDay) : lastTime(times);
    if (time !== undefined) return day * secondsPerDay + time >= from ? day * secondsPerDay + time : undefined;
  }
  return undefined;
}

function lastTimeBefore({ hours, minutes, seconds }: DayTimes, limit: number): number | undefined {
  for (const hour of [...hours].reverse()) {
    if (hour >= limit) continue;
    for (const minute of [...minutes].reverse()) {
      if (hour + minute >= limit) continue;
      const second = seconds.findLast((each) => hour + minute + each < limit);
      if (second !== undefined) return hour + minute + second;
    }
  }
  return undefined;
}
