import type { CompiledSchedule, DayMaskOf } from "./compileSchedule";
import { nextMatch } from "./nextMatch";
import type { TimeZone } from "./timeZone";
import { placeCivilTime } from "./zonedTime";

/** No run: the server says "failed to find next date". */
type Instant = number | undefined;

/**
 * The first run after `now`. Instants are seconds since the epoch, and `now` can have a fraction. Reproduces croniter
 * 7.0.0 `get_next` on a new object, as `langgraph_api.utils.next_cron_date` calls it.
 */
export function nextRun(schedule: CompiledSchedule, zone: TimeZone, now: number): Instant {
  const [first, second] = schedule.days;
  if (first === undefined) return undefined;
  const run = nextRunOn(schedule, first, zone, now);
  if (second === undefined || (run === undefined && !schedule.rulesFailAlone)) return run;
  const other = nextRunOn(schedule, second, zone, now);
  if (other === undefined) return schedule.rulesFailAlone ? run : undefined;
  return run !== undefined && clockTime(zone, run) < clockTime(zone, other) ? run : other;
}

/** The two sides of a union are compared by wall clock, as Python compares times of one zone. */
function clockTime(zone: TimeZone, instant: number): number {
  return instant + zone.periodAt(instant).offset;
}

function nextRunOn(schedule: CompiledSchedule, days: DayMaskOf, zone: TimeZone, now: number): Instant {
  const period = zone.periodAt(now);
  const civilNow = now + period.offset;
  const match = nextMatch(schedule, days, stepAfter(schedule, civilNow));
  if (match === undefined) return undefined;
  const plain = match - period.offset;
  if (plain < period.end) return plain;
  const place = placeMatch(schedule, days, zone, match, now);
  if (place === undefined) return undefined;
  const shift = place.offset - period.offset;
  if (shift === 0) return place.instant;
  return nextRunAcrossShift({ schedule, days, zone, now, civilNow, shift, run: place.instant });
}

/** The next full second or minute after a civil time. */
function stepAfter({ resolution }: CompiledSchedule, civil: number): number {
  return (Math.floor(civil / resolution) + 1) * resolution;
}

/**
 * Converts a match to real time. A match inside a gap of the clock moves to the first minute after the gap, but if the
 * hour field is `*`, the next match outside the gap is used instead.
 */
function placeMatch(schedule: CompiledSchedule, days: DayMaskOf, zone: TimeZone, match: number, now: number) {
  let place = placeCivilTime(zone, match, now);
  while (place.gapEnd !== undefined && schedule.everyHour) {
    const later = nextMatch(schedule, days, place.gapEnd);
    if (later === undefined) return undefined;
    place = placeCivilTime(zone, later, now);
  }
  return place;
}

interface Shifted {
  readonly schedule: CompiledSchedule;
  readonly days: DayMaskOf;
  readonly zone: TimeZone;
  readonly now: number;
  readonly civilNow: number;
  /** The offset at the run minus the offset now, in seconds. */
  readonly shift: number;
  readonly run: number;
}

/**
 * If the offset changes before the run, the server searches again with the clock set to the later offset, which finds
 * the runs of a repeated hour. The earlier result is the run; if the second search finds nothing, the server fails.
 */
function nextRunAcrossShift({ schedule, days, zone, now, civilNow, shift, run }: Shifted): Instant {
  const match = nextMatch(schedule, days, stepAfter(schedule, civilNow + shift));
  if (match === undefined) return undefined;
  const place = placeCivilTime(zone, match, now);
  const counts = place.gapEnd === undefined && place.instant > now;
  return counts ? Math.min(run, place.instant) : run;
}
