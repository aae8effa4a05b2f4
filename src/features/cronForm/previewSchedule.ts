import { cronRuns, type RunningCron } from "../../core/schedule/cronRuns";
import { parseSchedule } from "../../core/schedule/parseSchedule";
import type { Schedule } from "../../core/schedule/schedule";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import { findTimeZone } from "../../core/schedule/timeZone";
import type { SchedulePreview } from "../../protocol/cronForm";

const shownRuns = 5;

export interface PreviewOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly localZone: string;
  /** Empty where nothing true can be said. */
  readonly describe: (schedule: Schedule) => string | Promise<string>;
  /** A moment (epoch milliseconds) as the clocks of a zone show it. */
  readonly moment: (time: number, zone: string) => string;
  /** Of the server that the cron is for. */
  readonly dialect: ScheduleDialect;
  /** What other schedulers make of it; undefined where that is the same. */
  readonly elsewhere: (schedule: Schedule, zone: string) => Promise<SchedulePreview["elsewhere"] | undefined>;
}

/** What the form shows of a schedule while it is typed. Never throws: what is not understood has no words and no runs. */
export async function previewSchedule(
  cron: Pick<RunningCron, "schedule" | "timezone"> & Partial<Pick<RunningCron, "end_time" | "enabled">>,
  options: PreviewOptions,
): Promise<SchedulePreview> {
  const { localZone, now, moment, dialect } = options;
  const zone = cron.timezone ?? "UTC";
  const parsed = parseSchedule(cron.schedule, dialect);
  if (!parsed.ok || findTimeZone(zone) === undefined) {
    return { words: null, zone, localZone, runs: [], elsewhere: null };
  }
  const words = await options.describe(parsed.value);
  const { runs } = cronRuns({ end_time: null, enabled: true, ...cron, dialect }, { from: now, count: shownRuns });
  return {
    words: words === "" ? null : words,
    zone,
    localZone,
    runs: runs.map((time) => ({
      iso: new Date(time).toISOString(),
      inZone: moment(time, zone),
      local: moment(time, localZone),
      utc: moment(time, "UTC"),
    })),
    elsewhere: (await options.elsewhere(parsed.value, zone)) ?? null,
  };
}
