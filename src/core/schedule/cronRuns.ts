import { cronMoment } from "./cronMoment";
import { comesToEnd, lastRun } from "./lastRun";
import { nextRuns } from "./nextRuns";
import { parseSchedule } from "./parseSchedule";
import { runningZone } from "./runningZone";
import type { Schedule } from "./schedule";
import type { ScheduleDialect } from "./scheduleDialect";
import { findTimeZone } from "./timeZone";

/** Everything that decides when a cron runs. */
export interface RunningCron {
  readonly schedule: string;
  /** null or empty means UTC, as on the server. */
  readonly timezone: string | null;
  /** ISO 8601; a value without an offset or that is no date ends nothing. */
  readonly end_time: string | null;
  readonly enabled: boolean;
  /** How the cron's server reads the schedule. */
  readonly dialect: ScheduleDialect;
  /** The server's own next run (ISO 8601), used as the first run if it is still in the future. */
  readonly nextRunDate?: string | null;
}

export interface CronRuns {
  /** Epoch milliseconds, strictly increasing, all after `from`. */
  readonly runs: readonly number[];
  /** Whether and why the runs end, within or after the requested ones. */
  readonly end: RunsEnd;
}

/** Moments are epoch milliseconds. */
export type RunsEnd =
  | { readonly kind: "goesOn" }
  | { readonly kind: "paused" }
  /** `end_time` removes the runs from `at` on. */
  | { readonly kind: "endTime"; readonly at: number }
  /**
   * The schedule has no time after `last`. The server then finds no next run, keeps the old one, which is past, and
   * starts the cron at each check until it is paused or deleted: 49 runs in 4½ minutes on Agent Server 0.16.7. Crons
   * stored after it run late or never. Aegra 0.11.0 starts it once in five minutes.
   */
  | { readonly kind: "comesToEnd"; readonly last: number; readonly afterwards: "startsAtEachLook" }
  /** No such time in the next 50 years, so the server refuses to create the cron. */
  | { readonly kind: "never" }
  | { readonly kind: "unknown"; readonly because: "notUnderstood" | "random" };

export interface CronRunsOptions {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly count: number;
}

/**
 * The times at which the server will run a cron, used by every preview, list and check. Never throws. Servers treat the
 * end differently: the Agent Server skips a cron whose end is before the moment of its check (`end_time < now`,
 * 0.16.7), which comes after the run was due, so a run exactly at the end is not made. Aegra 0.11.0 checks the end only
 * after a run, so the first run at or after the end is still made.
 */
export function cronRuns(cron: RunningCron, { from, count }: CronRunsOptions): CronRuns {
  if (!cron.enabled) return { runs: [], end: { kind: "paused" } };
  const served = cronMoment(cron.nextRunDate);
  const found = ownRuns(cron, { from, count, served });
  const end = cronMoment(cron.end_time);
  return end === undefined ? found : upTo(end, from, found, cron.dialect);
}

interface OwnOptions extends CronRunsOptions {
  /** The server's next run, past or future. */
  readonly served: number | undefined;
}

/** The runs by the schedule alone. */
function ownRuns({ schedule: text, timezone, dialect }: RunningCron, options: OwnOptions): CronRuns {
  const { from, count, served } = options;
  const zone = runningZone(timezone);
  const parsed = parseSchedule(text, dialect);
  const ahead = served !== undefined && served > from ? [served] : [];
  if (!parsed.ok || findTimeZone(zone) === undefined) {
    return { runs: ahead, end: { kind: "unknown", because: "notUnderstood" } };
  }
  const schedule = parsed.value;
  if (schedule.unpredictable) return { runs: ahead, end: { kind: "unknown", because: "random" } };
  const wanted = count - ahead.length;
  if (wanted <= 0 && !comesToEnd(schedule)) return { runs: ahead.slice(0, count), end: { kind: "goesOn" } };
  // At least one, to know whether there is any.
  const later = nextRuns(schedule, { zone, from: ahead[0] ?? from, count: Math.max(1, wanted) });
  const runs = [...ahead, ...later];
  return { runs: runs.slice(0, count), end: ownEnd(schedule, zone, runs, options) };
}

/** How the runs end by the schedule alone. `runs`: at least the first, if there is one. */
function ownEnd(schedule: Schedule, zone: string, runs: readonly number[], { served }: OwnOptions): RunsEnd {
  const [first] = runs;
  const ends = comesToEnd(schedule);
  if (first !== undefined && !ends) return { kind: "goesOn" };
  const afterwards = "startsAtEachLook";
  if (first !== undefined) return { kind: "comesToEnd", last: lastRun(schedule, zone, first), afterwards };
  return served !== undefined && ends ? { kind: "comesToEnd", last: served, afterwards } : { kind: "never" };
}

/** The runs that an `end` leaves. It also stops a cron that starts at each check. */
function upTo(end: number, from: number, found: CronRuns, dialect: ScheduleDialect): CronRuns {
  const before = found.runs.filter((run) => run < end).length;
  const runs = found.runs.slice(0, dialect === "secondsFirst" ? before + 1 : before);
  const outlastsRuns = found.end.kind === "comesToEnd" && end > Math.max(from, found.end.last);
  const isOwnEnd = outlastsRuns || found.end.kind === "never" || found.end.kind === "unknown";
  return { runs, end: isOwnEnd ? found.end : { kind: "endTime", at: end } };
}
