import { civilDate, dayNumber, monthLength, secondsPerDay, weekdayOf } from "./civilCalendar";
import { type ClockChange, clockChanges } from "./clockChanges";
import { countRuns } from "./countRuns";
import type { RunningCron } from "./cronRuns";
import { runningZone } from "./runningZone";
import { findTimeZone, type TimeZone } from "./timeZone";
import { placeCivilTime } from "./zonedTime";

/** A day of a month's calendar, in the cron's zone. */
export interface DayOfRuns {
  readonly day: number;
  readonly runs: number;
  /** Mostly one; two in a few zones that interrupt their summer time. */
  readonly changes: readonly ClockChange[];
  /** The clocks leave out the whole day, as in Apia on 30 December 2011. */
  readonly isLeftOut: boolean;
}

export interface MonthOfRuns {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
  /** Of the first day; 0 is Sunday. */
  readonly firstWeekday: number;
  readonly days: readonly DayOfRuns[];
  /** Of all days together. */
  readonly runs: number;
}

/**
 * The calendar of a month: how many runs a cron has on each day of its zone, after `from` (epoch milliseconds; the start
 * of the month if that is later), and where the clocks change. Undefined if the runs can't be known, as for `countRuns`.
 */
export function monthOfRuns(
  cron: RunningCron,
  { year, month, from }: { readonly year: number; readonly month: number; readonly from: number },
): MonthOfRuns | undefined {
  const zone = findTimeZone(runningZone(cron.timezone));
  if (zone === undefined) return undefined;
  const first = dayNumber(year, month, 1);
  const length = monthLength(year, month);
  const starts = Array.from({ length: length + 1 }, (_, index) => startOf(zone, first + index));
  const begin = Math.max(from, (starts[0] ?? 0) * 1000 - 1);
  // All from the same moment, because a run can depend on the one before.
  const until = starts.map((start) => (start * 1000 <= begin ? 0 : countRuns(cron, begin, start * 1000)));
  const changes = clockChanges(zone, (starts[0] ?? 0) - 1, starts[length] ?? 0);
  const days: DayOfRuns[] = [];
  for (let index = 0; index < length; index += 1) {
    const [before, after] = [until[index], until[index + 1]];
    if (before === undefined || after === undefined) return undefined;
    days.push({
      day: index + 1,
      runs: after - before,
      changes: changes.filter((change) => dayOfChange(change) === first + index),
      isLeftOut: starts[index] === starts[index + 1],
    });
  }
  const runs = days.reduce((sum, day) => sum + day.runs, 0);
  return { year, month, firstWeekday: weekdayOf(first), days, runs };
}

/** In seconds since the epoch; where the clocks skip midnight, the first moment after it. */
function startOf(zone: TimeZone, day: number): number {
  return placeCivilTime(zone, day * secondsPerDay, Number.NEGATIVE_INFINITY).instant;
}

/** The day of the time that is skipped or repeated. */
function dayOfChange({ instant, before, after }: ClockChange): number {
  return Math.floor((instant + Math.min(before, after)) / secondsPerDay);
}

/** The month in which a moment (epoch milliseconds) is, in a cron's zone; UTC's for an unknown zone. */
export function monthAt(timezone: string | null, moment: number): { readonly year: number; readonly month: number } {
  const offset = findTimeZone(runningZone(timezone))?.periodAt(moment / 1000).offset ?? 0;
  const { year, month } = civilDate(Math.floor((moment / 1000 + offset) / secondsPerDay));
  return { year, month };
}
