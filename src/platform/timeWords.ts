const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The largest unit of which there is at least one and a half, so that "in 1 h" never stands for 89 minutes. */
const units = [
  { unit: "day", milliseconds: day, from: 1.5 * day },
  { unit: "hour", milliseconds: hour, from: 1.5 * hour },
  { unit: "minute", milliseconds: minute, from: 0 },
] as const;

/**
 * How far off a time is from `now` (both epoch milliseconds): `in 3h` or, long, `in 3 hours`. No less than a minute:
 * the words stand there for one.
 */
export function relativeTime(time: number, now: number, language: string, style: "narrow" | "long"): string {
  const distance = Math.abs(time - now);
  const { unit, milliseconds } = units.find(({ from }) => distance >= from) ?? units[2];
  // Truncated: a run that is said to come in 3 hours must not come earlier.
  const count = Math.max(1, Math.trunc(distance / milliseconds));
  return new Intl.RelativeTimeFormat(language, { style }).format(time < now ? -count : count, unit);
}
