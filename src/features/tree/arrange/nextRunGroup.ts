import type { Health } from "../../../core/health/health";
import { secondsPerDay } from "../../../core/schedule/civilCalendar";
import { findTimeZone, utc } from "../../../core/schedule/timeZone";
import { placeCivilTime } from "../../../core/schedule/zonedTime";

/** When crons run next, in the order of the tree. */
export const nextRunGroups = [
  "overdue",
  "withinHour",
  "today",
  "tomorrow",
  "withinWeek",
  "later",
  "notPlanned",
] as const;

export type NextRunGroup = (typeof nextRunGroups)[number];

/** The ends of these times, in epoch milliseconds. */
export interface TimeBounds {
  readonly hour: number;
  readonly today: number;
  readonly tomorrow: number;
  readonly week: number;
}

/** Days are those of the zone's calendar. `now`: epoch milliseconds. */
export function timeBounds(now: number, zoneName: string): TimeBounds {
  const zone = findTimeZone(zoneName) ?? utc;
  const seconds = Math.floor(now / 1000);
  const day = Math.floor((seconds + zone.periodAt(seconds).offset) / secondsPerDay);
  const startOf = (wanted: number) => placeCivilTime(zone, wanted * secondsPerDay, seconds).instant * 1000;
  return { hour: now + 3_600_000, today: startOf(day + 1), tomorrow: startOf(day + 2), week: startOf(day + 7) };
}

export function nextRunGroup({ kind, next }: Pick<Health, "kind" | "next">, bounds: TimeBounds): NextRunGroup {
  if (kind === "late") return "overdue";
  // Of a cron that is due the next run is the one after that.
  if (kind === "due") return "withinHour";
  if (next === undefined || kind === "paused" || kind === "ended") return "notPlanned";
  if (next <= bounds.hour) return "withinHour";
  if (next < bounds.today) return "today";
  if (next < bounds.tomorrow) return "tomorrow";
  return next < bounds.week ? "withinWeek" : "later";
}
