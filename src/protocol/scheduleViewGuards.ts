import type { ClockChange } from "../core/schedule/clockChanges";
import type { ClockTimes, Guide, Nth } from "../core/schedule/guide/guide";
import type { DayOfRuns } from "../core/schedule/monthOfRuns";
import { type Guard, isCount, isFlag, isText, listOf, oneOf, orNull, shape, tagged } from "./guards";
import type {
  CalendarView,
  OfferedSchedule,
  PresetView,
  RunPreview,
  SchedulePreview,
  WordsOffer,
} from "./scheduleView";

export const isPreset: Guard<PresetView> = shape({ label: isText, schedule: isText, isCommon: isFlag });

const isOffered: Guard<OfferedSchedule> = shape({
  schedule: isText,
  timezone: orNull(isText),
  label: isText,
  detail: isText,
});

export const isWordsOffer: Guard<WordsOffer> = tagged<WordsOffer, "kind">("kind", {
  offers: shape({ kind: oneOf("offers"), question: orNull(isText), offers: listOf(isOffered) }),
  refused: shape({ kind: oneOf("refused"), problem: isText }),
});

const numbers = listOf(isCount);
const times: Guard<ClockTimes> = shape({ hours: numbers, minutes: numbers });
const nths: readonly unknown[] = [1, 2, 3, 4, 5, "last"];
const isNth: Guard<Nth> = (value): value is Nth => nths.includes(value);

const isGuide: Guard<Guide> = tagged<Guide, "kind">("kind", {
  minutes: shape({ kind: oneOf("minutes"), every: isCount }),
  hours: shape({ kind: oneOf("hours"), every: isCount, minute: isCount }),
  daily: shape({ kind: oneOf("daily"), times }),
  weekly: shape({ kind: oneOf("weekly"), weekdays: numbers, times }),
  monthly: shape({ kind: oneOf("monthly"), days: numbers, times }),
  lastDay: shape({ kind: oneOf("lastDay"), times }),
  nthWeekday: shape({ kind: oneOf("nthWeekday"), nth: isNth, weekday: isCount, times }),
  yearly: shape({ kind: oneOf("yearly"), months: numbers, days: numbers, times }),
});

const isSigned: Guard<number> = (value): value is number => Number.isSafeInteger(value);
const isChange: Guard<ClockChange> = shape({ instant: isSigned, before: isSigned, after: isSigned });
const isDay: Guard<DayOfRuns> = shape({ day: isCount, runs: isCount, changes: listOf(isChange), isLeftOut: isFlag });

export const isCalendar: Guard<CalendarView> = shape({
  year: isCount,
  month: isCount,
  firstWeekday: isCount,
  days: listOf(isDay),
  runs: isCount,
});

const isRunPreview: Guard<RunPreview> = shape({
  iso: isText,
  inZone: isText,
  local: isText,
  utc: isText,
  until: isText,
});

export const isPreview: Guard<SchedulePreview> = shape({
  words: orNull(isText),
  zone: isText,
  localZone: isText,
  runs: listOf(isRunPreview),
  rate: orNull(isText),
  guide: orNull(isGuide),
  end: orNull(isText),
  elsewhere: orNull(shape({ words: isText, link: shape({ title: isText, url: isText }) })),
});
