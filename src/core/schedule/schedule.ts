import type { TextSpan } from "../finding/finding";

export type FieldName = "minute" | "hour" | "dayOfMonth" | "month" | "dayOfWeek" | "second" | "year";

/** `2#3` is the third Tuesday of a month, and `L5` its last Friday. */
export interface NthWeekday {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly nth: number | "last";
}

/** One comma-separated part of a field: its text and its meaning. */
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
  /** Only numbers: the last day of a month and a bare `*` have none. Weekdays count from Sunday, 0. */
  readonly values: readonly number[];
  /** The bounds of a range as written, before `7` became Sunday. */
  readonly bounds?: readonly [first: number, last: number];
  readonly step?: number;
  readonly nth?: number | "last";
}

/** One parsed field. */
export interface ScheduleField {
  readonly name: FieldName;
  readonly text: string;
  readonly span: TextSpan;
  readonly items: readonly ScheduleItem[];
  /** The field restricts nothing: it has a `*`, or lists all values and the server takes that for a `*`. */
  readonly every: boolean;
  /** Ascending and distinct; only counts if `every` is false. */
  readonly values: readonly number[];
  /** Day of month only: the last day counts too. */
  readonly lastDay: boolean;
  /** Day of month only: the weekday (Monday to Friday) nearest to this day of the same month. */
  readonly nearestWeekday: number | undefined;
  /** Day of week only; if not empty, only these count, not `values`. */
  readonly nthWeekdays: readonly NthWeekday[];
}

/**
 * A schedule that the Agent Server accepts, with the server's meaning. Immutable. All rules come from croniter 7.0.0 as
 * langgraph-api 0.16.7 calls it.
 */
export interface Schedule {
  readonly text: string;
  /** The alias in lower case if the text is one, such as `@daily`. */
  readonly alias: string | undefined;
  readonly minute: ScheduleField;
  readonly hour: ScheduleField;
  readonly dayOfMonth: ScheduleField;
  readonly month: ScheduleField;
  readonly dayOfWeek: ScheduleField;
  readonly second: ScheduleField | undefined;
  readonly year: ScheduleField | undefined;
  /** A field is `R`: the server draws it again at each calculation, so nobody can know the runs. */
  readonly unpredictable: boolean;
}

/** The five, six or seven fields in the order they are written, which depends on the dialect. */
export function writtenFields(schedule: Schedule): readonly ScheduleField[] {
  const { minute, hour, dayOfMonth, month, dayOfWeek, second, year } = schedule;
  return [minute, hour, dayOfMonth, month, dayOfWeek, second, year]
    .filter((field) => field !== undefined)
    .sort((one, other) => one.span.start - other.span.start);
}

/** The schedule with one space between fields and aliases replaced; it parses to the same in its dialect. */
export function formatSchedule(schedule: Schedule): string {
  return writtenFields(schedule)
    .map((field) => field.text)
    .join(" ");
}

/** Whether both day fields restrict, so that a day has to match only one of them. */
export function isDayUnion(schedule: Schedule): boolean {
  return !schedule.dayOfMonth.every && !schedule.dayOfWeek.every;
}
