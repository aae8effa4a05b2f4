import { monthLength } from "../civilCalendar";

/**
 * The times of a day: each of the hours with each of the minutes, because a schedule can't say 9:00 and 17:30 alone.
 * Both ascending and not empty.
 */
export interface ClockTimes {
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
}

/** Which of a month's weekdays of one name. Not every month has a fifth one. */
export type Nth = 1 | 2 | 3 | 4 | 5 | "last";

/**
 * A schedule as a guided editor shows it. Numbers are ascending and distinct, weekdays count from Sunday, 0. One
 * weekday is “weekly”, several are “chosen weekdays”, so that a form does not jump between the two; a year's months are
 * a list for the same reason, which also gives “every quarter”.
 */
export type Guide =
  /** `every`: one of `minuteSteps`. */
  | { readonly kind: "minutes"; readonly every: number }
  /** `every`: one of `hourSteps`, counted from midnight. */
  | { readonly kind: "hours"; readonly every: number; readonly minute: number }
  | { readonly kind: "daily"; readonly times: ClockTimes }
  | { readonly kind: "weekly"; readonly weekdays: readonly number[]; readonly times: ClockTimes }
  | { readonly kind: "monthly"; readonly days: readonly number[]; readonly times: ClockTimes }
  | { readonly kind: "lastDay"; readonly times: ClockTimes }
  | { readonly kind: "nthWeekday"; readonly nth: Nth; readonly weekday: number; readonly times: ClockTimes }
  | {
      readonly kind: "yearly";
      readonly months: readonly number[];
      readonly days: readonly number[];
      readonly times: ClockTimes;
    };

export type GuideKind = Guide["kind"];

/** Only steps that divide an hour: after any other, the first distance of the next hour is shorter. */
export const minuteSteps: readonly number[] = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];

/** Only steps that divide a day, for the same reason. */
export const hourSteps: readonly number[] = [1, 2, 3, 4, 6, 8, 12];

/** What a person should know before taking a guide. */
export type GuideNote =
  /**
   * `L`, `1#2` and `L5` are the only way to say it in one schedule. All servers that were measured read it alike, since
   * all use croniter (Agent Server 0.16.7 in memory, 0.11.1 on PostgreSQL, Aegra 0.11.0). A hosted deployment computes
   * dates in another runtime, which was not measured; a submit compares its answer before the cron is switched on.
   */
  | "notMeasuredEverywhere"
  /** Some of the months don't have one of the days, and are left out for it. */
  | "leavesOutMonths"
  /** The 29th of February alone. */
  | "leapYearsOnly";

export function guideNotes(guide: Guide): readonly GuideNote[] {
  switch (guide.kind) {
    case "lastDay":
      return ["notMeasuredEverywhere"];
    case "nthWeekday":
      return guide.nth === 5 ? ["notMeasuredEverywhere", "leavesOutMonths"] : ["notMeasuredEverywhere"];
    case "monthly":
      return Math.max(...guide.days) > 28 ? ["leavesOutMonths"] : [];
    case "yearly":
      return yearlyNotes(guide);
    default:
      return [];
  }
}

function yearlyNotes({ months, days }: Extract<Guide, { readonly kind: "yearly" }>): readonly GuideNote[] {
  const last = Math.max(...days);
  if (months.length === 1 && months[0] === 2 && Math.min(...days) === 29) return ["leapYearsOnly"];
  return months.some((month) => last > monthLength(2027, month)) ? ["leavesOutMonths"] : [];
}
