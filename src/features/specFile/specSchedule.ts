import type { RawArguments } from "../../core/arguments/cronArguments";
import { type CronRuns, cronRuns, type RunningCron } from "../../core/schedule/cronRuns";
import { parseSchedule } from "../../core/schedule/parseSchedule";
import { runsAMonth } from "../../core/schedule/runsAMonth";
import type { Schedule } from "../../core/schedule/schedule";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { findTimeZone } from "../../core/schedule/timeZone";

/** When a spec runs, as far as we can understand it. */
export interface SpecSchedule {
  readonly schedule: Schedule;
  readonly zone: string;
  /** False if the spec names no zone: then it is the server's default. */
  readonly zoneGiven: boolean;
  readonly dialect: ScheduleDialect;
}

/** undefined if a server of this dialect would not accept the schedule or its zone. */
export function specSchedule({ schedule, timezone }: RawArguments, dialect: ScheduleDialect): SpecSchedule | undefined {
  if (typeof schedule !== "string") return undefined;
  const zone = timezone ?? "UTC";
  const parsed = parseSchedule(schedule, dialect);
  if (!parsed.ok || typeof zone !== "string" || findTimeZone(zone) === undefined) return undefined;
  return { schedule: parsed.value, zone, zoneGiven: timezone !== undefined, dialect };
}

/** How often it runs in the 30 days after `now`; undefined if that can't be known. A paused one counts as if it were on. */
export function specRunsAMonth(spec: RawArguments, found: SpecSchedule, now: number): number | undefined {
  return runsAMonth({ ...runningSpec(spec, found), enabled: true }, now);
}

/** The spec's next runs after `now`, in epoch milliseconds, and what happens after the last one. */
export function specRuns(spec: RawArguments, found: SpecSchedule, now: number, count: number): CronRuns {
  return cronRuns(runningSpec(spec, found), { from: now, count });
}

function runningSpec(spec: RawArguments, { schedule, zone, dialect }: SpecSchedule): RunningCron {
  return {
    schedule: schedule.text,
    timezone: zone,
    end_time: typeof spec.end_time === "string" ? spec.end_time : null,
    enabled: spec.enabled !== false,
    dialect,
  };
}
