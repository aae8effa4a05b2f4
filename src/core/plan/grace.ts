const minute = 60_000;
const units: Readonly<Record<string, number>> = { m: minute, h: 60 * minute, d: 24 * 60 * minute };

/** How long a cron whose spec is gone stays paused before it is deleted, unless something else is said. */
export const defaultGrace = "7d";
export const longestGraceDays = 365;
/** So many crons an apply pauses or deletes without being told that it may be more. */
export const usualDeletes = 5;

/** A grace, such as 7d, 12h or 30m, or 0, in milliseconds; undefined if it is none, or too long. */
export function graceMilliseconds(grace: string): number | undefined {
  const { count = "", unit = "" } = /^(?<count>\d{1,6})(?<unit>[mhd])$/.exec(grace)?.groups ?? {};
  const milliseconds = grace === "0" ? 0 : Number(count || Number.NaN) * (units[unit] ?? Number.NaN);
  const isTooLong = milliseconds > longestGraceDays * 24 * 60 * minute;
  return Number.isNaN(milliseconds) || isTooLong ? undefined : milliseconds;
}
