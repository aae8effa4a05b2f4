import { findTimeZone, type TimeZone } from "../schedule/timeZone";
import type { Cron } from "../server/cron";
import { type Expectation, expectedRun } from "./expectedRun";
import type { Mismatch } from "./submission";

/** The server computes its date a moment before or after it stamps the cron, and may do so on either side of a tick. */
const leewayMilliseconds = 2_000;

/**
 * Where the server understood something else than the preview. The next run is computed from the server's own stamp
 * (`updated_at`, which a create and a PATCH of the schedule set as they compute the date), so that a clock that is wrong
 * here does not matter. `cron` must come from such a request, or be untouched since.
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
 * Why the server understood something else. zoneData: its next run is what the same schedule gives with another offset
 * that the zone has or had, so its time-zone data are of another year than ours.
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

/** The zone's offsets in milliseconds, from some years before a moment to some after it. */
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
  // Within the leeway there may be several, as of a schedule with seconds.
  if (got === last || (got >= first && got <= stamp + leewayMilliseconds)) return [];
  return [{ what: "next_run_date", expected: new Date(last).toISOString(), got: cron.next_run_date }];
}
