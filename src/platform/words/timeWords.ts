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

/** How long something took, with two units at most: `0.9 s`, `42 s`, `2 min 5 s`, `3 h 20 min`. */
export function durationWords(milliseconds: number, language: string): string {
  const show = (value: number, unit: "second" | "minute" | "hour" | "day", digits = 0) =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    }).format(value);
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return show(seconds, "second", 1);
  const whole = Math.round(seconds);
  if (whole < 60) return show(whole, "second");
  const pair = (
    big: number,
    bigUnit: "minute" | "hour" | "day",
    small: number,
    smallUnit: "second" | "minute" | "hour",
  ) => (small === 0 ? show(big, bigUnit) : `${show(big, bigUnit)} ${show(small, smallUnit)}`);
  if (whole < 3600) return pair(Math.trunc(whole / 60), "minute", whole % 60, "second");
  const minutes = Math.round(whole / 60);
  if (minutes < 24 * 60) return pair(Math.trunc(minutes / 60), "hour", minutes % 60, "minute");
  const hours = Math.round(minutes / 60);
  return pair(Math.trunc(hours / 24), "day", hours % 24, "hour");
}
