import { readDateTime } from "../../../src/core/base/dateTime";
import { findTimeZone, type TimeZone, utc } from "../../../src/core/schedule/timeZone";

/** The moment that a date and time in a zone means. Every `iso` has an offset. */
export type ZonedReading =
  /** Not a date and time, or a day that doesn't exist. */
  | { readonly kind: "invalid" }
  | { readonly kind: "unknownZone" }
  | { readonly kind: "once"; readonly iso: string }
  /** Clocks are set back over it: both moments, the earlier one first. */
  | { readonly kind: "twice"; readonly first: string; readonly second: string }
  /** Clocks skip it: the moment when they would have shown it, and what they show then. */
  | { readonly kind: "skipped"; readonly iso: string; readonly actual: string };

const day = 86_400_000;
const minute = 60_000;
const wholeDate = /^\d{4}-\d{2}-\d{2}$/;
const fixedOffset = /^[+-](?:[01]\d|2[0-3]):[0-5]\d$/;

/** Reads `2027-01-31 18:00` (seconds allowed; a day alone means midnight) in an IANA zone or at an offset. */
export function momentInZone(text: string, zone: string): ZonedReading {
  const written = wholeDate.test(text) ? `${text}T00:00` : text.replace(" ", "T");
  const asUtc = readDateTime(`${written}Z`);
  if (asUtc.kind !== "moment") {
    return { kind: "invalid" };
  }
  const local = written.length === "2027-01-31T18:00".length ? `${written}:00` : written;
  if (zone === "UTC") {
    return { kind: "once", iso: `${local}Z` };
  }
  if (fixedOffset.test(zone)) {
    return { kind: "once", iso: `${local}${zone}` };
  }
  const found = findTimeZone(zone);
  return found === undefined ? { kind: "unknownZone" } : inZone(local, asUtc.epoch, found);
}

function inZone(local: string, asUtc: number, zone: TimeZone): ZonedReading {
  // No zone changes its offset twice within two days, so these are the only candidates.
  const before = offsetMinutes(asUtc - day, zone);
  const after = offsetMinutes(asUtc + day, zone);
  const fitting = [...new Set([before, after])].filter(
    (offset) => offsetMinutes(asUtc - offset * minute, zone) === offset,
  );
  const [first, second] = fitting.map((offset) => `${local}${offsetText(offset)}`);
  if (first === undefined) {
    const actual = new Date(asUtc + (after - before) * minute).toISOString();
    return {
      kind: "skipped",
      iso: `${actual.slice(0, 19)}${offsetText(after)}`,
      actual: actual.slice(0, 16).replace("T", " "),
    };
  }
  return second === undefined ? { kind: "once", iso: first } : { kind: "twice", first, second };
}

/** How far the zone's clocks are ahead of UTC at a moment. */
function offsetMinutes(epoch: number, zone: TimeZone): number {
  return Math.round(zone.periodAt(Math.floor(epoch / 1000)).offset / 60);
}

/** Minutes ahead of UTC in ISO 8601 format: `+05:30`. */
export function offsetText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** What clocks in the zone show at a moment, as `2027-01-31 18:00`. An unknown zone counts as UTC. */
export function clockTime(epoch: number, zone: string): string {
  const offset = offsetMinutes(epoch, findTimeZone(zone) ?? utc);
  return new Date(epoch + offset * minute).toISOString().slice(0, 16).replace("T", " ");
}
