import { type DayRule, dayMask } from "./dayMask";
import type { Schedule, ScheduleField } from "./schedule";

/** A schedule made ready to be searched: for each value of a field the next one that is allowed. */
export interface CompiledSchedule {
  /** 1 where the schedule names seconds (a sixth field), else 60: what the search moves on by. */
  readonly resolution: 1 | 60;
  readonly seconds: NextValues;
  readonly minutes: NextValues;
  readonly hours: NextValues;
  readonly months: NextValues;
  /** Undefined: any year. */
  readonly years: readonly number[] | undefined;
  /** The hour field is `*`: runs that fall into a gap of the clock are then left out, not moved. */
  readonly everyHour: boolean;
  /** The days of a run: two rules where the day fields are a union, and the earlier of both counts. */
  readonly days: readonly DayMaskOf[];
  /** The days of both rules together. */
  readonly anyDay: DayMaskOf;
  /** Whether one rule of two may fail alone. With `#` or `W` in play the server gives up when either fails. */
  readonly rulesFailAlone: boolean;
}

/** The allowed days of a month as bits, day 1 in bit 0, from the month's length and the weekday of its first day. */
export type DayMaskOf = (firstWeekday: number, length: number) => number;

/** At index v the smallest allowed value that is v or more; -1 past the last. */
export type NextValues = Int8Array;

export function compileSchedule(schedule: Schedule): CompiledSchedule {
  const known = compiled.get(schedule) ?? compile(schedule);
  compiled.set(schedule, known);
  return known;
}

const compiled = new WeakMap<Schedule, CompiledSchedule>();

function compile(schedule: Schedule): CompiledSchedule {
  const { dayOfMonth, dayOfWeek, second, year } = schedule;
  const isUnion = !dayOfMonth.every && !dayOfWeek.every;
  const both: DayRule = { dayOfMonth, dayOfWeek };
  const days = (isUnion ? [withoutDayOfWeek(both), withoutDayOfMonth(both)] : [both]).map(rememberMasks);
  return {
    resolution: second === undefined ? 60 : 1,
    seconds: second === undefined ? onTheMinute : fieldValues(second, 60),
    minutes: fieldValues(schedule.minute, 60),
    hours: fieldValues(schedule.hour, 24),
    months: fieldValues(schedule.month, 13),
    years: year === undefined || year.every ? undefined : year.values,
    everyHour: schedule.hour.every,
    days,
    anyDay: (firstWeekday, length) => days.reduce((mask, rule) => mask | rule(firstWeekday, length), 0),
    rulesFailAlone: dayOfWeek.nthWeekdays.length === 0 && dayOfMonth.nearestWeekday === undefined,
  };
}

/** In a union each side drops the other field's plain values, but `#`, `L5` and `W` stay on both sides. */
function withoutDayOfWeek({ dayOfMonth, dayOfWeek }: DayRule): DayRule {
  return { dayOfMonth, dayOfWeek: { ...dayOfWeek, every: true } };
}

function withoutDayOfMonth({ dayOfMonth, dayOfWeek }: DayRule): DayRule {
  return { dayOfMonth: { ...dayOfMonth, every: true }, dayOfWeek };
}

function fieldValues(field: ScheduleField, size: FieldSize): NextValues {
  return field.every ? everyNextValue[size] : nextValues(field.values, size);
}

type FieldSize = 13 | 24 | 60;

function nextValues(allowed: readonly number[], size: FieldSize): NextValues {
  const next = new Int8Array(size + 1).fill(-1);
  let from = 0;
  for (const value of allowed) {
    next.fill(value, from, value + 1);
    from = value + 1;
  }
  return next;
}

function everyValue(size: FieldSize): readonly number[] {
  return Array.from({ length: size }, (_, value) => value);
}

const everyNextValue: Readonly<Record<FieldSize, NextValues>> = {
  13: nextValues(everyValue(13), 13),
  24: nextValues(everyValue(24), 24),
  60: nextValues(everyValue(60), 60),
};

const onTheMinute = nextValues([0], 60);

/** Only 28 kinds of month exist (four lengths, seven first weekdays), so each is worked out at most once. */
function rememberMasks(rule: DayRule): DayMaskOf {
  const masks: (number | undefined)[] = [];
  return (firstWeekday, length) => {
    const index = firstWeekday * 4 + length - 28;
    const known = masks[index];
    if (known !== undefined) return known;
    const mask = dayMask(rule, firstWeekday, length);
    masks[index] = mask;
    return mask;
  };
}
