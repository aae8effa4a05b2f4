import { nextRuns } from "../schedule/nextRuns";
import { parseSchedule } from "../schedule/parseSchedule";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import { findTimeZone } from "../schedule/timeZone";

/** What a cron was meant to be. */
export interface Expectation {
  readonly schedule: string;
  /** null: UTC, as the server takes it. */
  readonly timezone: string | null;
  /** How the server reads the schedule; absent: as the Agent Server. */
  readonly dialect?: ScheduleDialect;
}

/**
 * The first run after `from` (epoch milliseconds) as our preview has it. Null where it can't be known: a schedule or zone
 * that only the server understands, one that never runs again, or one that draws its times at random.
 */
export function expectedRun({ schedule, timezone, dialect }: Expectation, from: number): number | null {
  const parsed = parseSchedule(schedule, dialect);
  const zone = timezone ?? "UTC";
  if (!parsed.ok || findTimeZone(zone) === undefined) return null;
  return nextRuns(parsed.value, { zone, from, count: 1 })[0] ?? null;
}
