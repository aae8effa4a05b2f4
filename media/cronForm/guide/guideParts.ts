import { fillMessage } from "../../../src/core/base/message";
import { type Guide, hourSteps, minuteSteps, type Nth } from "../../../src/core/schedule/guide/guide";
import type { FormStrings } from "../../../src/protocol/formStrings";
import type { ChangeKind } from "../fieldHistory";
import { boxesOf, listOf, selectOf } from "./guideInputs";
import { daysText, readDays, readTimes, timesText } from "./guideLists";

export interface PartsContext {
  /** The ids of all inputs start with it. */
  readonly id: string;
  readonly strings: FormStrings;
  /** Of the names of weekdays and months: a BCP 47 tag. */
  readonly language: string;
  readonly onChange: (change: (guide: Guide) => Guide, kind: ChangeKind) => void;
}

/** Sets what a guide has; another kind, which was chosen meanwhile, stays as it is. */
type Set<Kind extends Guide> = (values: Partial<Omit<Kind, "kind">>, kind?: ChangeKind) => void;

/** The inputs of a guide, in the order in which one would say it. */
export function guideParts(guide: Guide, context: PartsContext): readonly HTMLElement[] {
  const set = (values: object, kind: ChangeKind = "stroke") =>
    context.onChange((now) => (now.kind === guide.kind ? { ...now, ...values } : now), kind);
  switch (guide.kind) {
    case "minutes":
      return [stepOf(guide.every, minuteSteps, "guideEveryMinute", "guideEveryMinutes", context, set)];
    case "hours":
      return [
        stepOf(guide.every, hourSteps, "guideEveryHour", "guideEveryHours", context, set),
        minuteOf(guide, context, set),
      ];
    case "daily":
    case "lastDay":
      return [timesOf(guide, context, set)];
    case "weekly":
      return [weekdaysOf(guide, context, set), timesOf(guide, context, set)];
    case "monthly":
      return [daysOf(guide, context, set), timesOf(guide, context, set)];
    case "nthWeekday":
      return [...nthOf(guide, context, set), timesOf(guide, context, set)];
    case "yearly":
      return [monthsOf(guide, context, set), daysOf(guide, context, set), timesOf(guide, context, set)];
  }
}

type Of<Kind extends Guide["kind"]> = Extract<Guide, { readonly kind: Kind }>;
type Text = keyof FormStrings;

function stepOf(
  every: number,
  steps: readonly number[],
  one: Text,
  several: Text,
  { id, strings }: PartsContext,
  set: Set<Of<"minutes">>,
): HTMLElement {
  return selectOf({
    id: `${id}-every`,
    label: strings.guideEvery,
    choices: steps.map((step) => [step, step === 1 ? strings[one] : fillMessage(strings[several], { count: step })]),
    value: every,
    onChange: (chosen) => set({ every: chosen }),
  });
}

function minuteOf({ minute }: Of<"hours">, { id, strings }: PartsContext, set: Set<Of<"hours">>): HTMLElement {
  return selectOf({
    id: `${id}-minute`,
    label: strings.guideMinute,
    choices: Array.from({ length: 60 }, (_none, each) => [each, `:${String(each).padStart(2, "0")}`] as const),
    value: minute,
    onChange: (chosen) => set({ minute: chosen }),
  });
}

function timesOf(
  { times }: Of<"daily" | "lastDay" | "weekly" | "monthly" | "nthWeekday" | "yearly">,
  context: PartsContext,
  set: Set<Of<"daily">>,
) {
  const { id, strings } = context;
  return listOf({
    id: `${id}-times`,
    label: strings.guideTimes,
    text: timesText(times),
    read: readTimes,
    advice: strings.guideTimesAdvice,
    strings,
    onChange: (value, kind) => set({ times: value }, kind),
  });
}

function daysOf({ days }: Of<"monthly" | "yearly">, { id, strings }: PartsContext, set: Set<Of<"monthly">>) {
  return listOf({
    id: `${id}-days`,
    label: strings.guideDays,
    text: daysText(days),
    read: readDays,
    advice: strings.guideDaysAdvice,
    strings,
    onChange: (value, kind) => set({ days: value }, kind),
  });
}

/** From Monday on, as the schedule's own words count them. */
const weekdayOrder = [1, 2, 3, 4, 5, 6, 0];

/** 4 January 1970 was a Sunday. */
const weekdayName = (language: string, weekday: number, width: "short" | "long") =>
  new Intl.DateTimeFormat([language, "en"], { weekday: width, timeZone: "UTC" }).format(Date.UTC(1970, 0, 4 + weekday));

const monthName = (language: string, month: number, width: "short" | "long") =>
  new Intl.DateTimeFormat([language, "en"], { month: width, timeZone: "UTC" }).format(Date.UTC(1970, month - 1, 1));

function weekdaysOf({ weekdays }: Of<"weekly">, { id, strings, language }: PartsContext, set: Set<Of<"weekly">>) {
  return boxesOf({
    id: `${id}-weekday`,
    label: strings.guideWeekdays,
    choices: weekdayOrder.map((day) => [day, weekdayName(language, day, "short"), weekdayName(language, day, "long")]),
    chosen: weekdays,
    advice: strings.guideChooseOne,
    onChange: (chosen) => set({ weekdays: chosen }),
  });
}

function monthsOf({ months }: Of<"yearly">, { id, strings, language }: PartsContext, set: Set<Of<"yearly">>) {
  const all = Array.from({ length: 12 }, (_none, index) => index + 1);
  return boxesOf({
    id: `${id}-month`,
    label: strings.guideMonths,
    choices: all.map((month) => [month, monthName(language, month, "short"), monthName(language, month, "long")]),
    chosen: months,
    advice: strings.guideChooseOne,
    onChange: (chosen) => set({ months: chosen }),
  });
}

function nthOf(
  { nth, weekday }: Of<"nthWeekday">,
  { id, strings, language }: PartsContext,
  set: Set<Of<"nthWeekday">>,
) {
  const nths: readonly (readonly [Nth, string])[] = [
    [1, strings.guideFirst],
    [2, strings.guideSecond],
    [3, strings.guideThird],
    [4, strings.guideFourth],
    [5, strings.guideFifth],
    ["last", strings.guideLast],
  ];
  return [
    selectOf<Nth>({
      id: `${id}-nth`,
      label: strings.guideNth,
      choices: nths,
      value: nth,
      onChange: (chosen) => set({ nth: chosen }),
    }),
    selectOf({
      id: `${id}-weekday`,
      label: strings.guideWeekday,
      choices: weekdayOrder.map((day) => [day, weekdayName(language, day, "long")]),
      value: weekday,
      onChange: (chosen) => set({ weekday: chosen }),
    }),
  ];
}
