import { findTimeZone, type TimeZone } from "../../schedule/timeZone";
import type { Cron } from "../../server/cron";
import { type Expectation, expectedRun } from "../onServer/expectedRun";
import type { Mismatch } from "../submission/submission";

/** The server computes the next run slightly before or after it sets `updated_at`, so a run may lie in between. */
const leewayMilliseconds = 2_000;

/**
 * Where the server's reading differs from the preview. The next run is computed from the server's own stamp
 * (`updated_at`, which a create and a PATCH of the schedule set together with the date), so a wrong local clock does
 * not matter. `cron` must come from such a request, or be unchanged since.
 */
export function compareEcho(cron: Cron, expected: Expectation): readonly Mismatch[] {
  const mismatches: Mismatch[] = [];
  if (cron.schedule !== expected.schedule) {
    mismatches.push({ what: "schedule", expected: expected.schedule, got: cron.schedule });
  }
  const zone = cron.timezone ?? "UTC";
  if (zone !== (expected.timezone ?? "UTC")) {
    mismatches.push({ what: "timezone", expected: expected.timezone ?? "UTC", got: zone });
  }
  return mismatches.length > 0 ? mismatches : compareNextRun(cron, expected);
}

/**
 * Why the server's reading differs. zoneData: its next run fits the schedule with another offset that the zone has or
 * had, so its time-zone data are from a different year than ours.
 */
export function mismatchCause(
  cron: Cron,
  expected: Expectation,
  mismatches: readonly Mismatch[],
): "zoneData" | "unknown" {
  const zone = findTimeZone(expected.timezone ?? "UTC");
  const onlyTime = mismatches.every(({ what }) => what === "next_run_date");
  if (!onlyTime || zone === undefined || cron.next_run_date === null) return "unknown";
  const stamp = Date.parse(cron.updated_at);
  const got = Date.parse(cron.next_run_date);
  const isSo = offsetsOf(zone, stamp).some((offset) =>
    [stamp - leewayMilliseconds, stamp + leewayMilliseconds].some(
      (from) => (expectedRun({ ...expected, timezone: null }, from + offset) ?? Number.NaN) - offset === got,
    ),
  );
  return isSo ? "zoneData" : "unknown";
}

const year = 365.25 * 24 * 3_600_000;

/** The zone's offsets in milliseconds, from five years before a moment to three years after it. */
function offsetsOf(zone: TimeZone, around: number): readonly number[] {
  const moments = Array.from({ length: 33 }, (_, index) => around + ((index - 20) * year) / 4);
  return [...new Set(moments.map((moment) => zone.periodAt(moment / 1000).offset * 1000))];
}

function compareNextRun(cron: Cron, expected: Expectation): readonly Mismatch[] {
  const stamp = Date.parse(cron.updated_at);
  const [first, last] = [stamp - leewayMilliseconds, stamp + leewayMilliseconds].map((from) =>
    expectedRun(expected, from),
  );
  if (first == null || last == null || cron.next_run_date === null) return [];
  const got = Date.parse(cron.next_run_date);
  // Several runs can fall within the leeway if the schedule has seconds.
  if (got === last || (got >= first && got <= stamp + leewayMilliseconds)) return [];
  return [{ what: "next_run_date", expected: new Date(last).toISOString(), got: cron.next_run_date }];
}
