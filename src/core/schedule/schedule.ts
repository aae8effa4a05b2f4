import type { TextSpan } from "../finding/finding";

export type FieldName = "minute" | "hour" | "dayOfMonth" | "month" | "dayOfWeek" | "second" | "year";

/** `2#3` is the third Tuesday of a month, `L5` its last Friday. */
export interface NthWeekday {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly nth: number | "last";
}

/** One comma-separated part of a field, as it was written and what it stands for. */
export interface ScheduleItem {
  readonly kind:
    | "star"
    | "question"
    | "value"
    | "range"
    | "start"
    | "lastDay"
    | "nearestWeekday"
    | "nthWeekday"
    | "lastWeekday"
    | "random";
  readonly text: string;
  readonly span: TextSpan;
  /** Only the numbers: the last day of a month and a bare `*` have none. Weekdays count from Sunday, 0. */
  readonly values: readonly number[];
  /** The bounds of a range as written, before `7` became Sunday. */
  readonly bounds?: readonly [first: number, last: number];
  readonly step?: number;
  readonly nth?: number | "last";
}

/** One field, understood. */
export interface ScheduleField {
  readonly name: FieldName;
  readonly text: string;
  readonly span: TextSpan;
  readonly items: readonly ScheduleItem[];
  /** The field restricts nothing: it has a `*`, or lists all its values where the server takes that for a `*`. */
  readonly every: boolean;
  /** Ascending and distinct; what counts where `every` is false. */
  readonly values: readonly number[];
  /** Day of month only: the last day counts too. */
  readonly lastDay: boolean;
  /** Day of month only: the weekday (Monday to Friday) nearest to this day of the same month. */
  readonly nearestWeekday: number | undefined;
  /** Day of week only; when not empty these alone decide, not `values`. */
  readonly nthWeekdays: readonly NthWeekday[];
}

/**
 * A schedule that the Agent Server accepts, understood as the server understands it. Immutable.
 * Source of every rule: croniter 7.0.0 as langgraph-api 0.16.7 calls it.
 */
export interface Schedule {
  readonly text: string;
  /** The alias in lower case where the text is one, as `@daily`. */
  readonly alias: string | undefined;
  readonly minute: ScheduleField;
  readonly hour: ScheduleField;
  readonly dayOfMonth: ScheduleField;
  readonly month: ScheduleField;
  readonly dayOfWeek: ScheduleField;
  readonly second: ScheduleField | undefined;
  readonly year: ScheduleField | undefined;
  /** Some field is `R`: the server draws it anew at each calculation, so nobody can know the runs. */
  readonly unpredictable: boolean;
}

/** The fields in the order in which they are written, which depends on the dialect; five, six or seven. */
export function writtenFields(schedule: Schedule): readonly ScheduleField[] {
  const { minute, hour, dayOfMonth, month, dayOfWeek, second, year } = schedule;
  return [minute, hour, dayOfMonth, month, dayOfWeek, second, year]
    .filter((field) => field !== undefined)
    .sort((one, other) => one.span.start - other.span.start);
}

/** The schedule with one space between its fields and aliases spelt out; it parses to the same schedule in its dialect. */
export function formatSchedule(schedule: Schedule): string {
  return writtenFields(schedule)
    .map((field) => field.text)
    .join(" ");
}

/** Both day fields restrict, and a day needs to satisfy only one of them. */
export function isDayUnion(schedule: Schedule): boolean {
  return !schedule.dayOfMonth.every && !schedule.dayOfWeek.every;
}
