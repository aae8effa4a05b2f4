import { monthLength, secondsPerDay } from "./civilCalendar";
import { compileSchedule } from "./compileSchedule";
import { dayTimes } from "./dayTimes";
import type { Schedule } from "./schedule";

/**
 * Seconds between the two nearest runs of a schedule that has runs, if less than `limit` seconds, else undefined. Uses
 * only its fields: two runs that a clock change brings nearer once a year don't count.
 */
export function shortestGapBelow(limit: number, schedule: Schedule): number | undefined {
  const { hours, minutes, seconds } = dayTimes(schedule);
  const day = spread(hours, spread(minutes, spread(seconds, moment)));
  const overnight = day.first + secondsPerDay - day.last;
  const isOvernight = overnight < Math.min(day.shortest, limit) && runsOnNeighbours(schedule);
  const shortest = isOvernight ? overnight : day.shortest;
  return shortest < limit ? shortest : undefined;
}

/** The first and last time of a part of a day, and the shortest gap between two, in seconds. */
interface Spread {
  readonly first: number;
  readonly last: number;
  readonly shortest: number;
}

const moment: Spread = { first: 0, last: 0, shortest: Number.POSITIVE_INFINITY };

/** Repeats `inner` at each value; the values are further apart than it is long. */
function spread(values: readonly number[], inner: Spread): Spread {
  const length = inner.last - inner.first;
  let { shortest } = inner;
  let previous = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    shortest = Math.min(shortest, value - previous - length);
    previous = value;
  }
  return { first: (values[0] ?? 0) + inner.first, last: (values.at(-1) ?? 0) + inner.last, shortest };
}

const weekdays = [0, 1, 2, 3, 4, 5, 6];
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** One common year and one leap year have every length of month. */
const anyYears = [2027, 2028];

/** Whether two consecutive days can both have runs, in a month or across its end. The schedule's years are ignored. */
function runsOnNeighbours(schedule: Schedule): boolean {
  const { anyDay, months: allowed } = compileSchedule(schedule);
  const isAllowed = (month: number) => allowed[month] === month;
  const daysOf = (year: number, month: number, first: number) =>
    isAllowed(month) ? anyDay(first, monthLength(year, month)) : 0;
  return anyYears.some((year) =>
    months.some((month) => {
      const length = monthLength(year, month);
      return weekdays.some((first) => {
        const days = daysOf(year, month, first);
        const endsWithRun = (days & (1 << (length - 1))) !== 0;
        return (
          (days & (days << 1)) !== 0 ||
          (endsWithRun && (daysOf(year, (month % 12) + 1, (first + length) % 7) & 1) !== 0)
        );
      });
    }),
  );
}
