import type { NthWeekday, ScheduleField } from "./schedule";

/** The two day fields, both of which a day must satisfy. */
export interface DayRule {
  readonly dayOfMonth: Pick<ScheduleField, "every" | "values" | "lastDay" | "nearestWeekday">;
  readonly dayOfWeek: Pick<ScheduleField, "every" | "values" | "nthWeekdays">;
}

/**
 * The days of one month that satisfy a rule, as bits: day 1 is bit 0.
 *
 * @param firstWeekday weekday of the month's first day, 0 is Sunday
 * @param length days of the month
 */
export function dayMask(rule: DayRule, firstWeekday: number, length: number): number {
  return dayOfMonthMask(rule.dayOfMonth, firstWeekday, length) & dayOfWeekMask(rule.dayOfWeek, firstWeekday, length);
}

function allDays(length: number): number {
  return 2 ** length - 1;
}

function bit(day: number): number {
  return 1 << (day - 1);
}

function dayOfMonthMask(field: DayRule["dayOfMonth"], firstWeekday: number, length: number): number {
  if (field.nearestWeekday !== undefined) return bit(nearestWeekday(field.nearestWeekday, firstWeekday, length));
  if (field.every) return allDays(length);
  const last = field.lastDay ? bit(length) : 0;
  return field.values.reduce((mask, day) => (day <= length ? mask | bit(day) : mask), last);
}

/** Saturday becomes the Friday before and Sunday the Monday after, but never in another month. */
function nearestWeekday(wanted: number, firstWeekday: number, length: number): number {
  const day = Math.min(wanted, length);
  const weekday = (firstWeekday + day - 1) % 7;
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < length ? day + 1 : day - 2;
  return day;
}

function dayOfWeekMask(field: DayRule["dayOfWeek"], firstWeekday: number, length: number): number {
  if (field.nthWeekdays.length > 0) {
    return field.nthWeekdays.reduce((mask, nth) => mask | nthWeekdayBit(nth, firstWeekday, length), 0);
  }
  if (field.every) return allDays(length);
  let mask = 0;
  for (let day = 1; day <= length; day += 1) {
    if (field.values.includes((firstWeekday + day - 1) % 7)) mask |= bit(day);
  }
  return mask;
}

/** Zero for a month without a fifth such weekday. */
function nthWeekdayBit({ weekday, nth }: NthWeekday, firstWeekday: number, length: number): number {
  const first = 1 + ((weekday - firstWeekday + 7) % 7);
  const last = first + 7 * Math.floor((length - first) / 7);
  const day = nth === "last" ? last : first + 7 * (nth - 1);
  return day <= length ? bit(day) : 0;
}
