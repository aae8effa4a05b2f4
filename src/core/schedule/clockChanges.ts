import type { OffsetPeriod, TimeZone } from "./timeZone";

/** A change of a zone's offset. Seconds: the instant since the epoch, and the offsets east of UTC. */
export interface ClockChange {
  readonly instant: number;
  readonly before: number;
  readonly after: number;
}

/** The changes after `from` and before `to`, both in seconds since the epoch. */
export function clockChanges(zone: TimeZone, from: number, to: number): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  let period: OffsetPeriod = zone.periodAt(from);
  while (period.end < to) {
    const next = zone.periodAt(period.end);
    if (next.offset !== period.offset) changes.push({ instant: next.start, before: period.offset, after: next.offset });
    period = next;
  }
  return changes;
}
