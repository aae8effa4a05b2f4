/**
 * How a server reads six fields: with seconds last, as the Agent Server does, or with seconds first, as Aegra and most
 * tools do. Five and seven fields, aliases, and everything inside a field are the same in both.
 * Of the servers only Aegra puts seconds first, so that a dialect also says what becomes of a cron at its end (`cronRuns`).
 * Source: Aegra's `cron_service` of August 2026, which asks croniter for seconds first exactly where there are six fields.
 */
export type ScheduleDialect = "secondsLast" | "secondsFirst";

/** The Agent Server's. */
export const standardDialect: ScheduleDialect = "secondsLast";

/** A dialect as somebody stored it; what is not one is the Agent Server's. */
export function readDialect(stored: unknown): ScheduleDialect {
  return stored === "secondsFirst" ? stored : standardDialect;
}
