/**
 * How a server reads six fields: seconds last, like the Agent Server, or seconds first, like Aegra and most tools. Five
 * and seven fields, aliases and the content of a field are the same in both. Only Aegra's server puts seconds first, so
 * a dialect also tells what happens to a cron at its end (`cronRuns`). Source: Aegra's `cron_service` of August 2026,
 * which asks croniter for seconds first only for six fields.
 */
export type ScheduleDialect = "secondsLast" | "secondsFirst";

/** The Agent Server's dialect. */
export const standardDialect: ScheduleDialect = "secondsLast";

/** Reads a stored dialect; any other value gives the Agent Server's. */
export function readDialect(stored: unknown): ScheduleDialect {
  return stored === "secondsFirst" ? stored : standardDialect;
}
