import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { CronUsage } from "../../../core/cost/cronUsage";
import { monthMessages } from "../../../core/cost/monthMessages";
import { cronRuns, type RunningCron, type RunsEnd } from "../../../core/schedule/cronRuns";
import { guideOf } from "../../../core/schedule/guide/guideOf";
import { parseSchedule } from "../../../core/schedule/parseSchedule";
import { runsAMonth } from "../../../core/schedule/runsAMonth";
import type { Schedule } from "../../../core/schedule/schedule";
import type { ScheduleDialect } from "../../../core/schedule/scheduleDialect";
import { findTimeZone } from "../../../core/schedule/timeZone";
import type { SchedulePreview } from "../../../protocol/scheduleView";
import { type FormWords, formHostTexts } from "../controller/formWords";

const shownRuns = 10;

export interface PreviewOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly localZone: string;
  /** Empty if no correct description is possible. */
  readonly describe: (schedule: Schedule) => string | Promise<string>;
  readonly words: Pick<FormWords, "moment" | "translate">;
  /** How far away a moment (epoch milliseconds) is. */
  readonly until: (time: number) => string;
  /** The dialect of the cron's server. */
  readonly dialect: ScheduleDialect;
  /** The tokens of the cron's runs; undefined if they were not measured, or there is no cron yet. */
  readonly usage?: CronUsage | undefined;
  /** How other schedulers read it; undefined if they agree. */
  readonly elsewhere: (schedule: Schedule, zone: string) => Promise<SchedulePreview["elsewhere"] | undefined>;
}

/**
 * What the form shows about a schedule while it is typed: the coming runs, and why there are no more. Never throws: a
 * schedule that can't be read has no words and no runs.
 */
export async function previewSchedule(raw: RawArguments, options: PreviewOptions): Promise<SchedulePreview> {
  const { localZone, now, dialect } = options;
  const { moment } = options.words;
  const cron = runningCron(raw, dialect);
  const zone = cron.timezone ?? "UTC";
  const parsed = parseSchedule(cron.schedule, dialect);
  if (!parsed.ok || findTimeZone(zone) === undefined) {
    return { words: null, zone, localZone, runs: [], rate: null, guide: null, end: null, elsewhere: null };
  }
  const words = await options.describe(parsed.value);
  const reading = guideOf(parsed.value);
  const { runs, end } = cronRuns(cron, { from: now, count: shownRuns });
  return {
    words: words === "" ? null : words,
    zone,
    localZone,
    runs: runs.map((time) => ({
      iso: new Date(time).toISOString(),
      inZone: moment(time, zone),
      local: moment(time, localZone),
      utc: moment(time, "UTC"),
      until: options.until(time),
    })),
    rate: rateWords(runsAMonth({ ...cron, enabled: true, end_time: null }, now), options),
    guide: reading.kind === "guide" ? reading.guide : null,
    end: endWords(end, runs.length, (time) => `${moment(time, zone)} ${zone}`, options.words.translate),
    elsewhere: (await options.elsewhere(parsed.value, zone)) ?? null,
  };
}

/** Paused or not. Less than one is said by the schedule's own words. */
function rateWords(runs: number | undefined, { usage, words }: PreviewOptions): string | null {
  const known = runs === 0 ? [] : monthMessages(runs, usage);
  return known.length === 0 ? null : known.map(({ args, text }) => words.translate(text, args)).join(" · ");
}

/** A value of the wrong type is ignored here: the field reports it. */
export function runningCron(
  { schedule, timezone, end_time, enabled }: RawArguments,
  dialect: ScheduleDialect,
): RunningCron {
  return {
    schedule: typeof schedule === "string" ? schedule : "",
    timezone: typeof timezone === "string" && timezone !== "" ? timezone : null,
    end_time: typeof end_time === "string" ? end_time : null,
    enabled: enabled !== false,
    dialect,
  };
}

function endWords(
  end: RunsEnd,
  shown: number,
  moment: (time: number) => string,
  translate: FormWords["translate"],
): string | null {
  switch (end.kind) {
    case "goesOn":
      return null;
    case "paused":
      return translate(formHostTexts.endPaused);
    case "endTime":
      return shown === 0
        ? translate(formHostTexts.endTimeOnly)
        : translate(formHostTexts.endTime, { moment: moment(end.at) });
    case "comesToEnd":
      return translate(formHostTexts.endLast, { moment: moment(end.last) });
    case "never":
      return translate(formHostTexts.endNever);
    case "unknown":
      return end.because === "random" ? translate(formHostTexts.endRandom) : null;
  }
}
