const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
const month = year / 12;

/**
 * The largest unit of which there is enough: "in 1 h" never stands for 89 minutes, nor "in 1 month" for 58 days. Months
 * and years are of even length: a run so far off is not waited for by the day.
 */
const units = [
  { unit: "year", milliseconds: year, from: 2 * year },
  { unit: "month", milliseconds: month, from: 2 * month },
  { unit: "day", milliseconds: day, from: 1.5 * day },
  { unit: "hour", milliseconds: hour, from: 1.5 * hour },
] as const;

const smallest = { unit: "minute", milliseconds: minute } as const;

/**
 * How far off a time is from `now` (both epoch milliseconds): `in 3h` or, long, `in 3 hours`. No less than a minute:
 * the words stand there for one.
 */
export function relativeTime(time: number, now: number, language: string, style: "narrow" | "long"): string {
  const distance = Math.abs(time - now);
  const { unit, milliseconds } = units.find(({ from }) => distance >= from) ?? smallest;
  // Truncated: a run that is said to come in 3 hours must not come earlier.
  const count = Math.max(1, Math.trunc(distance / milliseconds));
  return new Intl.RelativeTimeFormat(language, { style }).format(time < now ? -count : count, unit);
}
