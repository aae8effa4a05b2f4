import type { OffsetPeriod, TimeZone } from "./timeZone";

/** A civil time converted to a zone. Instants are seconds since the epoch, offsets seconds east of UTC. */
export interface PlacedTime {
  readonly instant: number;
  readonly offset: number;
  /** Set if the clock skips the civil time: the civil time at which it continues; `instant` is then after the gap. */
  readonly gapEnd?: number;
}

/** No zone is further from UTC, in either direction; Manila and Alaska once came close. */
const farthestOffset = 16 * 3600;

/**
 * Converts a civil time (seconds of the wall clock since 1970-01-01 00:00) to an instant in a zone.
 *
 * - Shown twice: the first instant, or the second one if the first is not after `now`.
 * - Skipped: moved on by whole minutes to the first that exists, as in croniter 7.0.0.
 */
export function placeCivilTime(zone: TimeZone, civil: number, now: number): PlacedTime {
  const before = zone.periodAt(civil - farthestOffset);
  const change = nextChange(zone, before, civil + farthestOffset);
  if (change === undefined) return { instant: civil - before.offset, offset: before.offset };
  const early = civil - before.offset;
  const late = civil - change.offset;
  const existsEarly = early < change.start;
  const existsLate = late >= change.start;
  if (existsEarly && (early > now || !existsLate)) return { instant: early, offset: before.offset };
  if (existsLate) return { instant: late, offset: change.offset };
  const gapEnd = change.start + change.offset;
  const moved = civil + Math.ceil((gapEnd - civil) / 60) * 60;
  return { instant: moved - change.offset, offset: change.offset, gapEnd };
}

/** The first period that starts by `until` and has a different offset than `period`. */
function nextChange(zone: TimeZone, period: OffsetPeriod, until: number): OffsetPeriod | undefined {
  let next = period;
  while (next.offset === period.offset) {
    if (next.end > until) return undefined;
    next = zone.periodAt(next.end);
  }
  return next;
}
