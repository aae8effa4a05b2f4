import type { Finding } from "../finding/finding";
import { parseSchedule } from "./parseSchedule";
import type { Schedule } from "./schedule";
import { findingOf, replaceBy } from "./scheduleFinding";

/**
 * Six or seven fields that read as if seconds came first, as in Quartz, Spring or cron-parser: a first field of 0 or
 * with a step, and a sixth that nobody would mean as seconds.
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
 * The same schedule with its first field moved behind the weekday, or left out where it is 0. A year of “*” is left out.
 * Undefined where the server refuses that too, or where a year would bring the runs to an end.
 */
export function secondsLast(text: string): string | undefined {
  const fields = fieldsOf(text);
  return fields[6] === undefined || fields[6] === "*" ? reordered(fields) : undefined;
}

/** The same without its year: what is left of a Quartz schedule that would come to its end. */
export function secondsLastWithoutYear(text: string): string | undefined {
  return reordered(fieldsOf(text));
}

function fieldsOf(text: string): readonly string[] {
  return text.trim().split(/[ \t\n\r\f\v]+/);
}

function reordered([first = "", ...rest]: readonly string[]): string | undefined {
  if (rest.length < 5 || rest.length > 6) return undefined;
  const result = [...rest.slice(0, 5), ...(/^0+$/.test(first) ? [] : [first])].join(" ");
  return parseSchedule(result).ok ? result : undefined;
}
