import { cronRuns } from "../../schedule/cronRuns";
import { type ScheduleDialect, standardDialect } from "../../schedule/scheduleDialect";

/** The schedule and zone a cron was meant to have. */
export interface Expectation {
  readonly schedule: string;
  /** null means UTC, as on the server. */
  readonly timezone: string | null;
  /** How the server reads the schedule; absent means like the Agent Server. */
  readonly dialect?: ScheduleDialect;
}

/**
 * The first run after `from` (epoch milliseconds) according to our preview. Null if it can't be known: a schedule or
 * zone only the server understands, one that never runs again, or one with random times.
 */
export function expectedRun(expected: Expectation, from: number): number | null {
  // A server also computes the date of a paused cron, and ignores `end_time` when it does.
  const { dialect = standardDialect, ...schedule } = expected;
  const cron = { ...schedule, dialect, end_time: null, enabled: true };
  return cronRuns(cron, { from, count: 1 }).runs[0] ?? null;
}
