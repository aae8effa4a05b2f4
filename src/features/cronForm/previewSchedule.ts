import { nextRuns } from "../../core/schedule/nextRuns";
import { parseSchedule } from "../../core/schedule/parseSchedule";
import type { Schedule } from "../../core/schedule/schedule";
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
}

/** What the form shows of a schedule while it is typed. Never throws: what is not understood has no words and no runs. */
export async function previewSchedule(
  text: string,
  timezone: string | null,
  options: PreviewOptions,
): Promise<SchedulePreview> {
  const { localZone, now, moment } = options;
  const zone = timezone ?? "UTC";
  const parsed = parseSchedule(text);
  if (!parsed.ok || findTimeZone(zone) === undefined) {
    return { words: null, zone, localZone, runs: [] };
  }
  const words = await options.describe(parsed.value);
  const runs = nextRuns(parsed.value, { zone, from: now, count: shownRuns });
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
  };
}
