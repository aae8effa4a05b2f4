import { once } from "../base/once";
import { timeZoneNameList } from "./timeZoneNameList";

/** A period with one offset. Instants are seconds since 1970-01-01 UTC; `end` is exclusive. */
export interface OffsetPeriod {
  readonly start: number;
  readonly end: number;
  /** Seconds east of UTC. */
  readonly offset: number;
}

/** A time zone as the schedule engine needs it. */
export interface TimeZone {
  readonly name: string;
  /**
   * The period containing an instant (seconds since the epoch). It may end before the offset changes, but there is no
   * gap between periods.
   */
  periodAt(instant: number): OffsetPeriod;
}

const fixedOffset: OffsetPeriod = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, offset: 0 };

export const utc: TimeZone = { name: "UTC", periodAt: () => fixedOffset };

const listed: ReadonlySet<string> = new Set(timeZoneNameList);

/** Names newer than the list; used last, because `Intl` takes tens of milliseconds for its first answer. */
const newer = once((): ReadonlySet<string> => new Set(Intl.supportedValuesOf("timeZone")));

/** Zones are kept as long as the process runs: their data for a year never change. */
const known = new Map<string, TimeZone | undefined>([
  ["UTC", utc],
  // A placeholder of the zone database that the server accepts as UTC and Intl does not know.
  ["Factory", { ...utc, name: "Factory" }],
]);

/**
 * The zone of an IANA name or link, as the server's `zoneinfo.ZoneInfo(name)` finds it: exact case, no offsets
 * (`+02:00`, `UTC+2`), no file names below `posix/` and `right/`, and not `localtime`, which differs per machine.
 */
export function findTimeZone(name: string): TimeZone | undefined {
  if (!known.has(name)) {
    if (!listed.has(name) && !newer().has(name)) return undefined;
    known.set(name, createIntlZone(name));
  }
  return known.get(name);
}

/** Every name that `findTimeZone` accepts, sorted. */
export const timeZoneNames = once((): readonly string[] => [...new Set([...listed, ...newer()])].sort());

/**
 * How many seconds a zone's clocks are ahead of UTC at an instant (epoch milliseconds). Much cheaper than
 * `findTimeZone` for a single instant, as in a list of all zones. Undefined for an unknown zone.
 */
export function offsetNow(name: string, now: number): number | undefined {
  const zone = known.get(name);
  if (zone !== undefined) return zone.periodAt(Math.floor(now / 1000)).offset;
  return listed.has(name) || newer().has(name) ? intlOffsets(name)?.(now / 1000) : undefined;
}

/** Zone data from `Intl`, read per UTC year on first use. Undefined if `Intl` lacks the zone. */
function createIntlZone(name: string): TimeZone | undefined {
  const offsetAt = intlOffsets(name);
  if (offsetAt === undefined) return undefined;
  const years = new Map<number, readonly OffsetPeriod[]>();
  const yearPeriods = (year: number): readonly OffsetPeriod[] => {
    const cached = years.get(year);
    if (cached !== undefined) return cached;
    const periods = findPeriods(Date.UTC(year, 0, 1) / 1000, Date.UTC(year + 1, 0, 1) / 1000, offsetAt);
    years.set(year, periods);
    return periods;
  };
  // Runs are in order, so the next question is mostly about the same period.
  let latest: OffsetPeriod = { start: 0, end: 0, offset: 0 };
  return {
    name,
    periodAt: (instant) => {
      if (instant >= latest.start && instant < latest.end) return latest;
      const periods = yearPeriods(new Date(instant * 1000).getUTCFullYear());
      const period = periods.find(({ end }) => instant < end);
      if (period === undefined) throw new RangeError(`${name} has no offset at ${instant}.`);
      latest = period;
      return period;
    },
  };
}

/** Asks `Intl` only for the offset in its shortest form, because this is called some hundred times a year. */
function intlOffsets(timeZone: string): ((instant: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hour: "numeric",
      hourCycle: "h23",
      timeZoneName: "longOffset",
    });
  } catch {
    return undefined;
  }
  return (instant) => {
    const parts = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(format.format(instant * 1000));
    if (parts?.[1] === undefined) return 0;
    const offset = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? 0);
    return parts[1] === "-" ? -offset : offset;
  };
}

/** Shorter than any time between two changes of a zone since 1970: Gaza has two only seven days apart in 2040. */
const probeStep = 6 * 86_400;

function findPeriods(from: number, to: number, offsetAt: (instant: number) => number): OffsetPeriod[] {
  const periods: OffsetPeriod[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let probe = from; probe < to; probe += probeStep) {
    const next = Math.min(probe + probeStep, to);
    const nextOffset = offsetAt(next);
    if (nextOffset === offset) continue;
    const change = findChange(probe, next, offset, offsetAt);
    if (change < to) {
      periods.push({ start, end: change, offset });
      start = change;
      offset = nextOffset;
    }
  }
  periods.push({ start, end: to, offset });
  return periods;
}

/** The first second with a different offset, found by bisection. */
function findChange(from: number, to: number, offset: number, offsetAt: (instant: number) => number): number {
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
}
