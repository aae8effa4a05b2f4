import type { ClockTimes, Guide, GuideKind } from "../../../src/core/schedule/guide/guide";
import type { FormStrings } from "../../../src/protocol/formStrings";

/** What each kind is called, from frequent to rare. */
export const kindNames = [
  ["minutes", "guideMinutes"],
  ["hours", "guideHours"],
  ["daily", "guideDaily"],
  ["weekly", "guideWeekly"],
  ["monthly", "guideMonthly"],
  ["lastDay", "guideLastDay"],
  ["nthWeekday", "guideNthWeekday"],
  ["yearly", "guideYearly"],
] as const satisfies readonly (readonly [GuideKind, keyof FormStrings])[];

const nine: ClockTimes = { hours: [9], minutes: [0] };
const workingDays: readonly number[] = [1, 2, 3, 4, 5];

const beginnings: { readonly [Kind in GuideKind]: (times: ClockTimes) => Extract<Guide, { readonly kind: Kind }> } = {
  minutes: () => ({ kind: "minutes", every: 15 }),
  hours: ({ minutes: [minute = 0] }) => ({ kind: "hours", every: 1, minute }),
  daily: (times) => ({ kind: "daily", times }),
  weekly: (times) => ({ kind: "weekly", weekdays: workingDays, times }),
  monthly: (times) => ({ kind: "monthly", days: [1], times }),
  lastDay: (times) => ({ kind: "lastDay", times }),
  nthWeekday: (times) => ({ kind: "nthWeekday", nth: 1, weekday: 1, times }),
  yearly: (times) => ({ kind: "yearly", months: [1], days: [1], times }),
};

/** A guide of another kind, at the same times of the day. */
export function beginningOf(kind: GuideKind, before: Guide | null): Guide {
  return beginnings[kind](before !== null && "times" in before ? before.times : nine);
}

/** More times than this are easier to read as text. */
const mostTimes = 24;

/** Whether the editor has room for all times of a guide. */
export function fitsEditor(guide: Guide): boolean {
  return !("times" in guide) || guide.times.hours.length * guide.times.minutes.length <= mostTimes;
}
