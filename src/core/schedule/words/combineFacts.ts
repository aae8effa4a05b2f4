import { fail, ok, type Result } from "../../base/result";
import { monthLength } from "../civilCalendar";
import { fieldText } from "../guide/fieldText";
import { nthText } from "../guide/scheduleOf";
import { combineTimes } from "./combineTimes";
import type { Facts, Interval } from "./facts";
import { distinct, nearest } from "./numbersOf";
import { type Unclear, unclear } from "./wordsProblem";

/** The five fields that the facts say. */
export function combineFacts(facts: Facts): Result<string, Unclear> {
  const whole = { start: 0, end: facts.text.length };
  const days = combineDays(facts);
  if (!days.ok) return days;
  const times = combineTimes(facts, days.value.isComplete);
  if (!times.ok) return times;
  const { minutes, hours } = times.value;
  const first = minutes[0];
  if (first === undefined || hours.length === 0) return fail(unclear("empty", whole));
  const { dayOfMonth, month, dayOfWeek } = days.value;
  return ok(`${fieldText("minute", minutes)} ${fieldText("hour", hours)} ${dayOfMonth} ${month} ${dayOfWeek}`);
}

interface DayFields {
  readonly dayOfMonth: string;
  readonly month: string;
  readonly dayOfWeek: string;
  /** A word such as “daily” alone, which means midnight to every scheduler. */
  readonly isComplete: boolean;
}

const ofDays = (facts: Facts) => facts.intervals.filter(({ unit }) => !"mh".includes(unit));

function combineDays(facts: Facts): Result<DayFields, Unclear> {
  const intervals = ofDays(facts);
  const problem = intervals.map((interval) => unevenDays(interval, facts)).find((each) => each !== undefined);
  if (problem !== undefined) return fail(problem);
  const weekdays = distinct(
    facts.weekdays.length === 0 && facts.notWeekdays.length > 0 ? everyDay : facts.weekdays,
  ).filter((day) => !facts.notWeekdays.includes(day));
  const whole = { start: 0, end: facts.text.length };
  // Each of them was left out again: no weekday at all would mean every day.
  if (weekdays.length === 0 && facts.notWeekdays.length > 0) return fail(unclear("noDay", whole));
  const isWeekday = weekdays.length > 0 || facts.nth.length > 0;
  const isDay = facts.days.length > 0 || facts.lastDay;
  const has = (unit: string) => intervals.find((interval) => interval.unit === unit);
  const [week, month, year] = ["w", "M", "y"].map(has);
  if (
    (isWeekday && isDay) ||
    (week !== undefined && (isDay || facts.nth.length > 0)) ||
    (weekdays.length > 0 && facts.nth.length > 0)
  ) {
    return fail(unclear("bothDays", whole));
  }
  const isAlone =
    intervals.length === 1 && !isWeekday && !isDay && facts.months.length === 0 && facts.times.length === 0;
  if (week !== undefined && !isWeekday) return isAlone && isBare(facts) ? ok(sundays) : fail(noWeekday(facts));
  if (year !== undefined && facts.months.length === 0 && (isDay || isWeekday))
    return fail(unclear("noMonths", year.span));
  if ((month ?? year) !== undefined && weekdays.length > 0) return fail(whichWeek(facts, weekdays));
  const months = monthsOf(facts, month, year);
  if (!months.ok) return months;
  const leap = 2028;
  const isNever = months.value.every((each) => facts.days.every((day) => day > monthLength(leap, each)));
  if (isNever && months.value.length > 0 && facts.days.length > 0 && !facts.lastDay) {
    return fail(unclear("noSuchDay", whole, { word: facts.text.trim() }));
  }
  const isFirst = !isWeekday && !isDay && (month !== undefined || (year !== undefined && facts.months.length === 0));
  if (!isWeekday && !isDay && !isFirst && year !== undefined) return fail(noDayOfMonth(facts));
  return ok({
    dayOfMonth: isFirst ? "1" : dayOfMonthText(facts),
    month: months.value.length === 0 ? "*" : fieldText("month", distinct(months.value)),
    dayOfWeek: facts.nth.length > 0 ? nthTexts(facts) : weekdays.length > 0 ? fieldText("dayOfWeek", weekdays) : "*",
    isComplete: isAlone && isBare(facts),
  });
}

const everyDay: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

/** As `@weekly`, in every scheduler. */
const sundays: DayFields = { dayOfMonth: "*", month: "*", dayOfWeek: "0", isComplete: true };

function isBare({ minutes, windows, part, intervals }: Facts): boolean {
  return minutes.length === 0 && windows.length === 0 && part === undefined && intervals.length === 1;
}

function dayOfMonthText(facts: Facts): string {
  const days = distinct(facts.days);
  const texts = [...(days.length === 0 ? [] : [fieldText("dayOfMonth", days)]), ...(facts.lastDay ? ["L"] : [])];
  return texts.length === 0 ? "*" : texts.join(",");
}

function nthTexts(facts: Facts): string {
  return [...new Set(facts.nth.map(nthText))].sort().join(",");
}

/** Days, weeks and years have no step that is always as long; of months, those that divide a year have. */
function unevenDays({ count, unit, span, countSpan }: Interval, facts: Facts): Unclear | undefined {
  const word = facts.text.slice(span.start, span.end);
  if (unit === "w" || unit === "y") return count === 1 ? undefined : unclear("everyNthWeek", span, { word });
  if (unit === "d") {
    if (count === 1) return undefined;
    const days = Array.from({ length: 31 }, (_, index) => index + 1).filter((day) => (day - 1) % count === 0);
    const written = facts.isGerman ? `an Tag ${days.join(", ")} des Monats` : `on day ${days.join(", ")} of the month`;
    return unclear("unevenDays", span, { count }, [
      facts.replaced(span, facts.isGerman ? "täglich" : "every day"),
      facts.replaced(span, written),
    ]);
  }
  if (count > 0 && 12 % count === 0) return undefined;
  const texts =
    countSpan === undefined ? [] : nearest(count, monthSteps).map((step) => facts.replaced(countSpan, step));
  return unclear("unevenMonths", span, { count }, texts);
}

const monthSteps: readonly number[] = [1, 2, 3, 4, 6, 12];

function monthsOf(
  facts: Facts,
  month: Interval | undefined,
  year: Interval | undefined,
): Result<readonly number[], Unclear> {
  const step = month?.count ?? 1;
  if (step > 1 && facts.months.length > 0) {
    return fail(
      unclear("notTogether", month?.span ?? { start: 0, end: 0 }, {
        word: facts.text.slice(month?.span.start, month?.span.end),
      }),
    );
  }
  if (step > 1 && (facts.lastDay || facts.nth.some(({ nth }) => nth === "last")))
    return fail(whichMonths(facts, step, month));
  if (step > 1) return ok(Array.from({ length: 12 / step }, (_, index) => 1 + index * step));
  return ok(year !== undefined && facts.months.length === 0 ? [1] : facts.months);
}

/** The last day of a quarter is in March for most people, that of every third month in January. */
function whichMonths(facts: Facts, step: number, interval: Interval | undefined): Unclear {
  const span = interval?.span ?? { start: 0, end: facts.text.length };
  const texts = [step, 1].map((first) => {
    const months = Array.from({ length: 12 / step }, (_, index) => first + index * step);
    const names = months.map((month) => (facts.isGerman ? monthWords.german : monthWords.english)[month - 1]);
    return facts.replaced(span, `in ${names.join(", ")}`);
  });
  return unclear("noMonths", span, {}, texts);
}

const monthWords = {
  english: "January February March April May June July August September October November December".split(" "),
  german: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
};

function noWeekday(facts: Facts): Unclear {
  const whole = { start: 0, end: facts.text.length };
  return unclear("noDay", whole, {}, [facts.with("on monday", "am Montag"), facts.with("on sunday", "am Sonntag")]);
}

function noDayOfMonth(facts: Facts): Unclear {
  return unclear("noDay", { start: 0, end: facts.text.length }, {}, [facts.with("on the 1st", "am 1.")]);
}

/** “Monthly on Monday”: the first one, or each? */
function whichWeek(facts: Facts, weekdays: readonly number[]): Unclear {
  const whole = { start: 0, end: facts.text.length };
  const [english, german] = [weekdayWords.english, weekdayWords.german].map((names) => names[weekdays[0] ?? 0]);
  const day = facts.isGerman ? `am ersten ${german} im Monat` : `on the first ${english} of the month`;
  const [time] = facts.times;
  const at =
    time === undefined ? "" : ` ${facts.isGerman ? "um" : "at"} ${facts.text.slice(time.span.start, time.span.end)}`;
  return unclear("noDay", whole, {}, weekdays.length === 1 ? [`${day}${at}`] : []);
}

const weekdayWords = {
  english: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  german: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
} as const;
