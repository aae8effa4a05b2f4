import { civilDate, dayNumber, monthLength, secondsPerDay, weekdayOf } from "./civilCalendar";
import type { CompiledSchedule, DayMaskOf } from "./compileSchedule";

/** How far ahead the server looks before it says "failed to find next date". */
const horizonYears = 50;

/**
 * The first civil time a schedule names, at `from` or later. Civil times are seconds of the wall clock since 1970-01-01
 * 00:00, without a zone.
 *
 * @returns undefined if there is none up to the end of the fiftieth year after that of `from`
 */
export function nextMatch(schedule: CompiledSchedule, days: DayMaskOf, from: number): number | undefined {
  const day = Math.floor(from / secondsPerDay);
  const time = nextTime(schedule, from - day * secondsPerDay);
  const horizon = civilDate(day).year + horizonYears;
  const match = nextDay(schedule, days, time < 0 ? day + 1 : day, horizon);
  if (match === undefined) return undefined;
  return match * secondsPerDay + (match === day ? time : nextTime(schedule, 0));
}

/** The first time of day the schedule names, at `from` or later, in seconds; -1 if none is left. */
function nextTime({ hours, minutes, seconds }: CompiledSchedule, from: number): number {
  const hour = Math.floor(from / 3600);
  const minute = Math.floor(from / 60) % 60;
  const nextHour = at(hours, hour);
  if (nextHour < 0) return -1;
  if (nextHour > hour) return nextHour * 3600 + at(minutes, 0) * 60 + at(seconds, 0);
  let nextMinute = at(minutes, minute);
  let nextSecond = nextMinute === minute ? at(seconds, from % 60) : at(seconds, 0);
  if (nextSecond < 0) {
    nextMinute = at(minutes, minute + 1);
    nextSecond = at(seconds, 0);
  }
  if (nextMinute >= 0) return hour * 3600 + nextMinute * 60 + nextSecond;
  const laterHour = at(hours, hour + 1);
  return laterHour < 0 ? -1 : laterHour * 3600 + at(minutes, 0) * 60 + at(seconds, 0);
}

function at(next: Int8Array, value: number): number {
  return next[value] ?? -1;
}

/** The first allowed day from `start` to the end of the year `horizon`. Days are numbered from 1970-01-01. */
export function nextDay(
  schedule: CompiledSchedule,
  days: DayMaskOf,
  start: number,
  horizon: number,
): number | undefined {
  const { months, years } = schedule;
  let { year, month, day } = civilDate(start);
  while (year <= horizon) {
    const allowedYear = years === undefined ? year : years.find((candidate) => candidate >= year);
    if (allowedYear === undefined || allowedYear > horizon) return undefined;
    const allowedMonth = allowedYear === year ? at(months, month) : at(months, 1);
    if (allowedYear !== year || allowedMonth !== month) day = 1;
    year = allowedYear;
    if (allowedMonth < 0) {
      year += 1;
      month = 1;
      continue;
    }
    const first = dayNumber(year, allowedMonth, 1);
    const mask = days(weekdayOf(first), monthLength(year, allowedMonth)) & (-1 << (day - 1));
    if (mask !== 0) return first + 31 - Math.clz32(mask & -mask);
    month = allowedMonth + 1;
    day = 1;
  }
  return undefined;
}
