const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
const month = year / 12;

/**
 * The largest unit that the distance reaches: "in 1 h" never means 89 minutes, and "in 1 month" never 58 days. All
 * months and years have the same length: so far ahead, single days don't matter.
 */
const units = [
  { unit: "year", milliseconds: year, from: 2 * year },
  { unit: "month", milliseconds: month, from: 2 * month },
  { unit: "day", milliseconds: day, from: 1.5 * day },
  { unit: "hour", milliseconds: hour, from: 1.5 * hour },
] as const;

const smallest = { unit: "minute", milliseconds: minute } as const;

/**
 * The distance of a time from `now` (both epoch milliseconds): `in 3h` or, long, `in 3 hours`. At least one minute,
 * because the words stay on the screen that long.
 */
export function relativeTime(time: number, now: number, language: string, style: "narrow" | "long"): string {
  const distance = Math.abs(time - now);
  const { unit, milliseconds } = units.find(({ from }) => distance >= from) ?? smallest;
  // Truncated: a run announced in 3 hours must not come earlier.
  const count = Math.max(1, Math.trunc(distance / milliseconds));
  return new Intl.RelativeTimeFormat(language, { style }).format(time < now ? -count : count, unit);
}
