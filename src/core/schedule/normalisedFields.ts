import { fieldRules } from "./fieldRules";
import { isDayUnion, type Schedule, type ScheduleField } from "./schedule";
import { valueRuns } from "./valueRuns";

/** A schedule as the simplest text with the same runs, by field, in the form `cronstrue` reads. */
export interface NormalisedFields {
  readonly second: string | undefined;
  readonly minute: string;
  readonly hour: string;
  readonly month: string;
  readonly year: string | undefined;
  /** One pair, or two if a day has to match only one of them. */
  readonly days: readonly NormalisedDays[];
}

/** Both must match; `*` matches any day. */
export interface NormalisedDays {
  readonly dayOfMonth: string;
  readonly dayOfWeek: string;
}

/** Rebuilds a parsed schedule from its values, so that nothing without effect is left of its text. */
export function normalisedFields(schedule: Schedule): NormalisedFields {
  const { second, year } = schedule;
  return {
    second: second && plainValues(second),
    minute: plainValues(schedule.minute),
    hour: plainValues(schedule.hour),
    month: plainValues(schedule.month),
    year: year && plainValues(year),
    days: normalisedDays(schedule),
  };
}

/**
 * In a union a side with `#`, `L5` or `W` applies on both sides, so that the other side's plain values can't add a day:
 * only the special side counts.
 */
function normalisedDays(schedule: Schedule): readonly NormalisedDays[] {
  const dayOfMonth = dayOfMonthText(schedule.dayOfMonth);
  const dayOfWeek = dayOfWeekText(schedule.dayOfWeek);
  const isNth = schedule.dayOfWeek.nthWeekdays.length > 0;
  const isNearest = schedule.dayOfMonth.nearestWeekday !== undefined;
  if (!isDayUnion(schedule) || isNth === isNearest) {
    const isEither = isDayUnion(schedule) && !isNth;
    const [first, second] = [
      { dayOfMonth, dayOfWeek: "*" },
      { dayOfMonth: "*", dayOfWeek },
    ];
    return isEither ? [first, second] : [{ dayOfMonth, dayOfWeek }];
  }
  return [isNth ? { dayOfMonth: "*", dayOfWeek } : { dayOfMonth, dayOfWeek: "*" }];
}

/** The possible last days of a month. */
const lastDays = [28, 29, 30, 31];

function dayOfMonthText(field: ScheduleField): string {
  if (field.nearestWeekday !== undefined) return `${field.nearestWeekday}W`;
  if (field.every) return "*";
  const values = valueRuns(field.values);
  const saysMore = field.lastDay && !lastDays.every((day) => field.values.includes(day));
  return [...values, ...(saysMore ? ["L"] : [])].join(",");
}

/** In the order `cronstrue` knows: `5L`, not `L5`. */
function dayOfWeekText(field: ScheduleField): string {
  if (field.nthWeekdays.length === 0) return field.every ? "*" : valueRuns(field.values).join(",");
  const texts = field.nthWeekdays.map(({ weekday, nth }) => (nth === "last" ? `${weekday}L` : `${weekday}#${nth}`));
  return [...new Set(texts)].sort().join(",");
}

/** A step if the distance is the same all the way round, a range if there is only one, else a list. */
function plainValues(field: ScheduleField): string {
  if (field.every) return "*";
  const { values } = field;
  const rule = fieldRules.find(({ name }) => name === field.name);
  const size = rule === undefined ? 0 : rule.max - rule.min + 1;
  const step = size / values.length;
  const isEven = values.length > 1 && values.every((value, index) => value === (rule?.min ?? 0) + index * step);
  if (isEven && field.name !== "year") return step === 1 ? "*" : `*/${step}`;
  const runs = valueRuns(values);
  return runs.length === 1 ? runs.join(",") : values.join(",");
}
