import { cronMoment } from "../schedule/cronMoment";
import type { RunningCron } from "../schedule/cronRuns";
import { nextRuns, stretchesAfter } from "../schedule/nextRuns";
import { parseSchedule } from "../schedule/parseSchedule";
import { runningZone } from "../schedule/runningZone";
import type { Schedule } from "../schedule/schedule";
import { findTimeZone, type TimeZone } from "../schedule/timeZone";

/** Runs of a cron: one, or all that its fields name in a part of a day. Everything in seconds. */
export type RunStretch =
  | { readonly kind: "run"; readonly at: number }
  /** `midnight`: since the epoch. The times of that day after `after` and before `before`. */
  | { readonly kind: "times"; readonly midnight: number; readonly after: number; readonly before: number };

/** A cron whose schedule and zone were understood. */
export interface ReadCron {
  readonly cron: RunningCron;
  readonly schedule: Schedule;
  readonly zone: TimeZone;
}

/** Undefined if nobody can know its runs: not understood, or with random times. */
export function readRunningCron(cron: RunningCron): ReadCron | undefined {
  const parsed = parseSchedule(cron.schedule, cron.dialect);
  const zone = findTimeZone(runningZone(cron.timezone));
  if (!parsed.ok || parsed.value.unpredictable || zone === undefined) return undefined;
  return { cron, schedule: parsed.value, zone };
}

/**
 * The runs of a cron after `from` and before `to` (epoch milliseconds), in order: those of `cronRuns`, a whole day at
 * once where the fields name them. A schedule that runs each second has so no more stretches than a daily one.
 */
export function* runStretches(read: ReadCron, from: number, to: number): Generator<RunStretch, void, undefined> {
  const { cron, schedule, zone } = read;
  if (!cron.enabled) return;
  const served = cronMoment(cron.nextRunDate);
  const isAhead = served !== undefined && served > from;
  const end = cronMoment(cron.end_time);
  const limit = end === undefined ? to : Math.min(end, to);
  const start = isAhead ? served : from;
  if (isAhead && served < limit) yield { kind: "run", at: served / 1000 };
  if (start < limit) yield* scheduled(schedule, zone, start, limit / 1000);
  // Aegra looks at the end after a run, so that it still makes the first one from then on.
  if (end === undefined || end >= to || cron.dialect === "secondsLast") return;
  const [next] =
    isAhead && served >= end
      ? [served]
      : nextRuns(schedule, { zone: zone.name, from: Math.max(start, end - 1), count: 1 });
  if (next !== undefined && next < to) yield { kind: "run", at: next / 1000 };
}

const wholeDay = 86_400;

function* scheduled(schedule: Schedule, zone: TimeZone, from: number, limit: number): Generator<RunStretch> {
  for (const { after, midnight } of stretchesAfter(schedule, zone, from)) {
    if (midnight >= limit) return;
    yield after === undefined
      ? { kind: "run", at: midnight }
      : { kind: "times", midnight, after, before: Math.min(wholeDay, limit - midnight) };
  }
}
