import { itemReading } from "../itemReading";
import { isDayUnion, type Schedule, type ScheduleField, writtenFields } from "../schedule";
import { type ClockTimes, type Guide, hourSteps, minuteSteps, type Nth } from "./guide";

/** What a guided editor can show of a schedule, or why it stays text. */
export type GuideReading =
  | { readonly kind: "guide"; readonly guide: Guide }
  | { readonly kind: "text"; readonly because: TextReason };

export type TextReason =
  /** Seconds or a year. */
  | "moreThanFive"
  /** Random, or written in a way that other servers read differently, such as `5-5`, `7` or `fri-mon`. */
  | "notPortable"
  /** A day of the month or a weekday: either is enough. */
  | "eitherDay"
  /** Days for which there is no guide, such as `15W`, `1#1,1#3` or Mondays in June. */
  | "otherDays";

/**
 * The guide of a schedule: with the same runs on every server, though not always with the same characters (`mon-fri` is
 * `1-5`, `?` is `*`). A form keeps its own guide as long as `scheduleOf` of it is the text, so that typing 12:00 as a
 * second time after 0:00 does not turn it into “every 12 hours”.
 */
export function guideOf(schedule: Schedule): GuideReading {
  if (schedule.second !== undefined || schedule.year !== undefined) return text("moreThanFive");
  if (schedule.alias === "@midnight" || !writtenFields(schedule).every(isReadAlike)) return text("notPortable");
  if (isDayUnion(schedule)) return text("eitherDay");
  const guide = guideOfDays(schedule);
  return guide === undefined ? text("otherDays") : { kind: "guide", guide };
}

function text(because: TextReason): GuideReading {
  return { kind: "text", because };
}

/** The last day and one nth weekday, alone, are the guide's own. */
function isReadAlike(field: ScheduleField): boolean {
  const [only, ...others] = field.items;
  const isOwn =
    only !== undefined && others.length === 0 && ["lastDay", "nthWeekday", "lastWeekday"].includes(only.kind);
  return isOwn || field.items.every((item) => itemReading(field, item) === "portable");
}

function guideOfDays({ dayOfMonth, dayOfWeek, month, hour, minute }: Schedule): Guide | undefined {
  const times = { hours: valuesOf(hour, 0, 24), minutes: valuesOf(minute, 0, 60) };
  const [only, ...others] = dayOfWeek.nthWeekdays;
  // Without a `*` in the other day field, the server does not take a list of all days for one.
  const isAnyDay = dayOfMonth.every || dayOfMonth.values.length === 31;
  const isAnyWeekday = only === undefined && (dayOfWeek.every || dayOfWeek.values.length === 7);
  if (!month.every) {
    if (!isAnyWeekday || isAnyDay || dayOfMonth.lastDay) return undefined;
    return { kind: "yearly", months: month.values, days: dayOfMonth.values, times };
  }
  if (only !== undefined) {
    const nth = nths.find((each) => each === only.nth);
    return nth === undefined || others.length > 0 || !dayOfMonth.every
      ? undefined
      : { kind: "nthWeekday", nth, weekday: only.weekday, times };
  }
  if (dayOfMonth.lastDay) return { kind: "lastDay", times };
  if (!isAnyDay) return { kind: "monthly", days: dayOfMonth.values, times };
  return isAnyWeekday ? guideOfEveryDay(times) : { kind: "weekly", weekdays: dayOfWeek.values, times };
}

const nths: readonly Nth[] = [1, 2, 3, 4, 5, "last"];

function valuesOf({ every, values }: ScheduleField, min: number, size: number): readonly number[] {
  return every ? Array.from({ length: size }, (_, index) => min + index) : values;
}

function guideOfEveryDay(times: ClockTimes): Guide {
  const { hours, minutes } = times;
  const [minute] = minutes;
  const minuteStep = evenStep(minutes, 60);
  const hourStep = evenStep(hours, 24);
  if (hours.length === 24 && minuteSteps.includes(minuteStep)) return { kind: "minutes", every: minuteStep };
  if (minutes.length === 1 && minute !== undefined && hourSteps.includes(hourStep)) {
    return { kind: "hours", every: hourStep, minute };
  }
  return { kind: "daily", times };
}

/** The distance of values that are the same distance apart all the way round, from 0; the whole size for one value. */
function evenStep(values: readonly number[], size: number): number {
  const step = size / values.length;
  return values.every((value, index) => value === index * step) ? step : size;
}
