import { type DayRule, dayMask } from "./dayMask";
import type { Schedule, ScheduleField } from "./schedule";

/** A schedule prepared for searching: for each value of a field, the next allowed one. */
export interface CompiledSchedule {
  /** The search step: 1 if the schedule has seconds (a sixth field), else 60. */
  readonly resolution: 1 | 60;
  readonly seconds: NextValues;
  readonly minutes: NextValues;
  readonly hours: NextValues;
  readonly months: NextValues;
  /** Undefined means any year. */
  readonly years: readonly number[] | undefined;
  /** The hour field is `*`; runs in a gap of the clock are then left out, not moved. */
  readonly everyHour: boolean;
  /** The days of a run: two rules if the day fields are a union, of which the earlier day counts. */
  readonly days: readonly DayMaskOf[];
  /** The days of both rules together. */
  readonly anyDay: DayMaskOf;
  /** Whether one of two rules can fail alone. With `#` or `W` the server gives up if either fails. */
  readonly rulesFailAlone: boolean;
}

/** The allowed days of a month as bits (day 1 is bit 0), from its length and the weekday of its first day. */
export type DayMaskOf = (firstWeekday: number, length: number) => number;

/** At index v the smallest allowed value ≥ v, or -1 if there is none. */
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

/** In a union each side drops the other field's plain values, but keeps its `#`, `L5` and `W`. */
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

/** Only 28 kinds of month exist (four lengths, seven first weekdays), so each mask is computed at most once. */
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
