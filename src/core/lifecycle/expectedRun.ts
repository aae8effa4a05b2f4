import { cronRuns } from "../schedule/cronRuns";
import type { ScheduleDialect } from "../schedule/scheduleDialect";

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
export function expectedRun(expected: Expectation, from: number): number | null {
  // A server computes the date of a paused cron too, and without a look at its end.
  const cron = { ...expected, end_time: null, enabled: true };
  return cronRuns(cron, { from, count: 1 }).runs[0] ?? null;
}
