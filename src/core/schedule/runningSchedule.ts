import { cronMoment } from "./cronMoment";
import type { RunningCron } from "./cronRuns";
import { nextRuns } from "./nextRuns";
import { parseSchedule } from "./parseSchedule";
import { runningZone } from "./runningZone";
import type { Schedule } from "./schedule";
import { findTimeZone, type TimeZone } from "./timeZone";

/** A cron whose schedule and zone were understood. */
export interface RunningSchedule {
  readonly cron: RunningCron;
  readonly schedule: Schedule;
  readonly zone: TimeZone;
}

/** Undefined if nobody can know its runs: not understood, or with random times. */
export function runningSchedule(cron: RunningCron): RunningSchedule | undefined {
  const parsed = parseSchedule(cron.schedule, cron.dialect);
  const zone = findTimeZone(runningZone(cron.timezone));
  if (!parsed.ok || parsed.value.unpredictable || zone === undefined) return undefined;
  return { cron, schedule: parsed.value, zone };
}

/** What the runs of a cron consist of: those of its schedule in between, and at most one before and after. */
export interface RunBounds {
  /** The server's own next run. */
  readonly served: number | undefined;
  /** Runs of the schedule are after it. */
  readonly start: number;
  /** Runs of the schedule are before it; none if it is not after `start`. */
  readonly limit: number;
  /** The run that Aegra still makes although the end has passed. */
  readonly afterEnd: number | undefined;
}

/** The runs of `cronRuns` after `from` and before `to`. Everything in epoch milliseconds. */
export function runBounds({ cron, schedule, zone }: RunningSchedule, from: number, to: number): RunBounds {
  const next = cronMoment(cron.nextRunDate);
  const ahead = next !== undefined && next > from ? next : undefined;
  const end = cronMoment(cron.end_time);
  const limit = end === undefined ? to : Math.min(end, to);
  const start = ahead ?? from;
  const bounds = { served: ahead !== undefined && ahead < limit ? ahead : undefined, start, limit };
  if (end === undefined || end >= to || cron.dialect === "secondsLast") return { ...bounds, afterEnd: undefined };
  // Aegra looks at the end after a run, so that it still makes the first one from then on.
  const [last] =
    ahead !== undefined && ahead >= end
      ? [ahead]
      : nextRuns(schedule, { zone: zone.name, from: Math.max(start, end - 1), count: 1 });
  return { ...bounds, afterEnd: last !== undefined && last < to ? last : undefined };
}
