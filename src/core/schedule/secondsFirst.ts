import type { CronFieldCollection } from "cron-parser";
import { type NextRunsOptions, nextRuns } from "./nextRuns";
import { maximumScheduleLength, parseSchedule } from "./parseSchedule";
import { formatSchedule, type Schedule } from "./schedule";
import { standardDialect } from "./scheduleDialect";

/**
 * Reads a schedule in cron-parser's language: seconds first (of six fields), `5-5` is 5, no year. The result is the
 * same schedule in the Agent Server's terms, so that its runs and words come from our engine; cron-parser's own dates,
 * which are wrong around clock changes, are never used.
 *
 * @returns undefined if such a scheduler refuses the text, or it has no meaning here. Never throws.
 */
export async function readSecondsFirst(text: string): Promise<Schedule | undefined> {
  const words = text.trim().split(/\s+/);
  const isAlias = words.length === 1 && text.startsWith("@");
  // cron-parser adds missing fields and draws a value for Jenkins' H; neither is what the user meant.
  const isFit = isAlias || ((words.length === 5 || words.length === 6) && !words.some((word) => /^h/i.test(word)));
  if (!isFit || text.length > maximumScheduleLength) return undefined;
  const { CronExpressionParser } = await import("cron-parser");
  try {
    const schedule = parseSchedule(secondsLastText(CronExpressionParser.parse(text).fields), standardDialect);
    return schedule.ok ? schedule.value : undefined;
  } catch {
    return undefined;
  }
}

/** How another scheduler reads a schedule, compared with the Agent Server. */
export type OtherReading =
  | { readonly kind: "same" }
  | { readonly kind: "refused" }
  | { readonly kind: "different"; readonly schedule: Schedule; readonly runs: readonly number[] };

/** Compares the next runs of both readings; `same` means equal times, for the first `options.count` runs. */
export async function readElsewhere(schedule: Schedule, options: NextRunsOptions): Promise<OtherReading> {
  const other = await readSecondsFirst(formatSchedule(schedule));
  if (other === undefined) return { kind: "refused" };
  const here = nextRuns(schedule, options);
  const runs = nextRuns(other, options);
  const isSame = here.length === runs.length && here.every((run, index) => run === runs[index]);
  return isSame ? { kind: "same" } : { kind: "different", schedule: other, runs };
}

type Field = CronFieldCollection["minute"] | CronFieldCollection["dayOfMonth"] | CronFieldCollection["dayOfWeek"];

function secondsLastText(fields: CronFieldCollection): string {
  const { second, minute, hour, dayOfMonth, month, dayOfWeek } = fields;
  const weekdays = dayOfWeek.nthDay > 0 ? nthWeekdays(dayOfWeek) : fieldText(dayOfWeek);
  return [minute, hour, dayOfMonth, month].map(fieldText).concat(weekdays, fieldText(second)).join(" ");
}

function nthWeekdays({ values, nthDay }: CronFieldCollection["dayOfWeek"]): string {
  return values.map((weekday) => `${weekday}#${nthDay}`).join(",");
}

/** `5L`, the last Friday, is `L5` here. */
function fieldText(field: Field | CronFieldCollection["month"]): string {
  if (field.isWildcard) return "*";
  return field.values.map((value) => String(value).replace(/^(\d)L$/, "L$1")).join(",");
}
