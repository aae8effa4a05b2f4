import type { Finding } from "../finding/finding";
import { parseSchedule } from "./parseSchedule";
import type { Schedule } from "./schedule";
import { standardDialect } from "./scheduleDialect";
import { findingOf, replaceBy } from "./scheduleFinding";

/**
 * Reports six or seven fields that look as if seconds came first, as in Quartz, Spring or cron-parser: a first field of
 * 0 or with a step, and a sixth that can't be meant as seconds.
 */
export function secondsFirstLookAlike(schedule: Schedule): readonly Finding[] {
  const { second, minute } = schedule;
  if (second === undefined) return [];
  const anySecond = second.every && !minute.every;
  const weekdayAsSecond = /^0+$/.test(minute.text) && !/^0+$/.test(second.text);
  if (!anySecond && !weekdayAsSecond) return [];
  const text = secondsLast(schedule.text);
  const fix = text === undefined ? undefined : replaceBy(text);
  const span = { start: 0, end: schedule.text.length };
  return [findingOf("schedule.seconds-first", span, { first: minute.text, sixth: second.text }, fix)];
}

/**
 * The same schedule with its first field moved after the weekday, or removed if it is 0. A year of “*” is removed.
 * Undefined if the server refuses that too, or if a year would end the runs.
 */
export function secondsLast(text: string): string | undefined {
  const fields = fieldsOf(text);
  return fields[6] === undefined || fields[6] === "*" ? reordered(fields) : undefined;
}

/** The same without its year: the rest of a Quartz schedule that would end. */
export function secondsLastWithoutYear(text: string): string | undefined {
  return reordered(fieldsOf(text));
}

function fieldsOf(text: string): readonly string[] {
  return text.trim().split(/[ \t\n\r\f\v]+/);
}

function reordered([first = "", ...rest]: readonly string[]): string | undefined {
  if (rest.length < 5 || rest.length > 6) return undefined;
  const result = [...rest.slice(0, 5), ...(/^0+$/.test(first) ? [] : [first])].join(" ");
  return parseSchedule(result, standardDialect).ok ? result : undefined;
}
