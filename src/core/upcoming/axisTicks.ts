import { secondsPerDay } from "../schedule/civilCalendar";
import type { TimeZone } from "../schedule/timeZone";
import { placeCivilTime } from "../schedule/zonedTime";

const hour = 3600;

/** Seconds between two lines of the axis. */
const steps = [300, 900, 1800, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, secondsPerDay, 7 * secondsPerDay];

export interface AxisTick {
  /** Epoch milliseconds. */
  readonly at: number;
  /** A day begins. */
  readonly isDay: boolean;
}

/**
 * Round times of a zone's clock from `from` to before `to` (epoch milliseconds), at most about `most` of them; a week
 * begins on Monday. A time that the clocks skip has no line, one that they repeat has one.
 */
export function axisTicks(zone: TimeZone, from: number, to: number, most: number): readonly AxisTick[] {
  const length = (to - from) / 1000;
  const step = steps.find((each) => length / each <= most) ?? 7 * secondsPerDay;
  // 1970-01-05 was a Monday.
  const origin = step > secondsPerDay ? 4 * secondsPerDay : 0;
  const begin = from / 1000 + zone.periodAt(from / 1000).offset - 2 * hour;
  const ticks: AxisTick[] = [];
  for (let civil = Math.floor((begin - origin) / step) * step + origin; ; civil += step) {
    const placed = placeCivilTime(zone, civil, Number.NEGATIVE_INFINITY);
    const at = placed.instant * 1000;
    if (at >= to) return ticks;
    if (at >= from && placed.gapEnd === undefined) ticks.push({ at, isDay: civil % secondsPerDay === 0 });
  }
}
