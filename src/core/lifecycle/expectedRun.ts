import { nextRuns } from "../schedule/nextRuns";
import { parseSchedule } from "../schedule/parseSchedule";
import { findTimeZone } from "../schedule/timeZone";

/**
 * The first run after `from` (epoch milliseconds) as our preview has it. Null where it can't be known: a schedule or zone
 * that only the server understands, one that never runs again, or one that draws its times at random.
 */
export function expectedRun(schedule: string, timezone: string | null, from: number): number | null {
  const parsed = parseSchedule(schedule);
  const zone = timezone ?? "UTC";
  if (!parsed.ok || findTimeZone(zone) === undefined) return null;
  return nextRuns(parsed.value, { zone, from, count: 1 })[0] ?? null;
}
