import { nextRuns } from "../../core/schedule/nextRuns";
import { parseSchedule } from "../../core/schedule/parseSchedule";
import type { Schedule } from "../../core/schedule/schedule";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { findTimeZone } from "../../core/schedule/timeZone";
import type { RawArguments } from "../../core/spec/cronArguments";
import { readDateTime } from "../../core/spec/dateTime";

/** When a spec runs, as far as it can be understood. */
export interface SpecSchedule {
  readonly schedule: Schedule;
  readonly zone: string;
  /** The server's default where the spec names no zone. */
  readonly zoneGiven: boolean;
}

/** undefined where a server of this dialect (by default the Agent Server) would not accept the schedule or its zone. */
export function specSchedule(
  { schedule, timezone }: RawArguments,
  dialect?: ScheduleDialect,
): SpecSchedule | undefined {
  if (typeof schedule !== "string") return undefined;
  const zone = timezone ?? "UTC";
  const parsed = parseSchedule(schedule, dialect);
  if (!parsed.ok || typeof zone !== "string" || findTimeZone(zone) === undefined) return undefined;
  return { schedule: parsed.value, zone, zoneGiven: timezone !== undefined };
}

/** The spec's next runs after `now`, in epoch milliseconds: none where it is paused, and none from its end on. */
export function specRuns(
  spec: RawArguments,
  { schedule, zone }: SpecSchedule,
  now: number,
  count: number,
): readonly number[] {
  if (spec.enabled === false) return [];
  const runs = nextRuns(schedule, { zone, from: now, count });
  const end = typeof spec.end_time === "string" ? readDateTime(spec.end_time) : undefined;
  return end?.kind === "moment" ? runs.filter((run) => run < end.epoch) : runs;
}
