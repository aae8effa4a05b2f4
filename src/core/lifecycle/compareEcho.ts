import type { Cron } from "../server/cron";
import { type Expectation, expectedRun } from "./expectedRun";
import type { Mismatch } from "./submission";

/** The server computes its date a moment before or after it stamps the cron, and may do so on either side of a tick. */
const leewayMilliseconds = 2_000;

/**
 * Where the server understood something else than the preview. The next run is reckoned from the server's own stamp
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

function compareNextRun(cron: Cron, expected: Expectation): readonly Mismatch[] {
  const stamp = Date.parse(cron.updated_at);
  const [first, last] = [stamp - leewayMilliseconds, stamp + leewayMilliseconds].map((from) =>
    expectedRun(expected, from),
  );
  if (first == null || last == null || cron.next_run_date === null) return [];
  const got = Date.parse(cron.next_run_date);
  // A schedule with seconds may tick several times within the leeway.
  if (got === first || got === last || (got > first && got < last)) return [];
  return [{ what: "next_run_date", expected: new Date(last).toISOString(), got: cron.next_run_date }];
}
