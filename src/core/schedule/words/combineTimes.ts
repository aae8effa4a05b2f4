import { fail, ok, type Result } from "../../base/result";
import { type ClockTimes, hourSteps, minuteSteps } from "../guide/guide";
import { inPart } from "./clockTokens";
import type { Facts, Interval, SpannedTime, Window } from "./facts";
import { distinct, nearest } from "./numbersOf";
import { type Unclear, unclear } from "./wordsProblem";

type Times = Result<ClockTimes, Unclear>;

const everyHour = Array.from({ length: 24 }, (_, hour) => hour);

/** The times of day that the facts say. `isComplete`: without a time, midnight is meant. */
export function combineTimes(facts: Facts, isComplete: boolean): Times {
  const { part, timesADay } = facts;
  if (part !== undefined)
    facts.times.splice(0, facts.times.length, ...facts.times.map((time) => ({ ...time, ...inPart(time, part.value) })));
  const unsure = unsureClock(facts);
  if (unsure !== undefined) return fail(unsure);
  const [minute, hour, more] = steps(facts);
  if (more !== undefined) return fail(notTogether(more, facts));
  const isStep = minute !== undefined || hour !== undefined || facts.minutes.length > 0;
  if (part !== undefined && isStep) return fail(unclear("partOfDay", part.span));
  if (timesADay !== undefined && (isStep || facts.times.length !== timesADay.count)) return fail(timesADay.unsaid);
  const problem = [minute, hour]
    .map((interval) => interval && uneven(interval, facts))
    .find((each) => each !== undefined);
  if (problem !== undefined) return fail(problem);
  if (minute !== undefined && facts.minutes.length > 0) return fail(notTogether(minute, facts));
  if (minute !== undefined || facts.minutes.length > 0) return minutesIn(facts, minute, hour);
  if (hour !== undefined) return hoursIn(facts, hour);
  if (facts.windows.length > 0) return fail(howOften(facts));
  if (facts.times.length > 0) return product(facts.times);
  return isComplete ? ok({ hours: [0], minutes: [0] }) : fail(noTime(facts));
}

/** The step in minutes, that in hours, and one too many. “Every 60 minutes” is every hour, “every 24 hours” every day. */
function steps(facts: Facts): readonly [Interval | undefined, Interval | undefined, Interval | undefined] {
  const all = facts.intervals
    .filter(({ unit }) => "mh".includes(unit))
    .map((step) =>
      step.unit === "m" && step.count > 0 && step.count % 60 === 0
        ? { ...step, unit: "h", count: step.count / 60 }
        : step,
    );
  const [minute, ...minutes] = all.filter(({ unit }) => unit === "m");
  const [hour, ...hours] = all.filter(({ unit }) => unit === "h");
  return [minute, hour, minutes[0] ?? hours[0]];
}

function notTogether({ span }: Pick<Interval, "span">, facts: Facts): Unclear {
  return unclear("notTogether", span, { word: facts.text.slice(span.start, span.end) });
}

function uneven(interval: Interval, facts: Facts): Unclear | undefined {
  const { count, unit, span, countSpan } = interval;
  const [possible, size, code] =
    unit === "m" ? ([minuteSteps, 60, "unevenMinutes"] as const) : ([[...hourSteps, 24], 24, "unevenHours"] as const);
  if (possible.includes(count)) return undefined;
  const closer = countSpan === undefined ? [] : nearest(count, possible).map((step) => facts.replaced(countSpan, step));
  const values = Array.from({ length: size }, (_, value) => value).filter((value) => value % Math.max(1, count) === 0);
  const isStep = count > 0 && count < size;
  return unclear(
    code,
    span,
    { count },
    isStep ? [...closer, facts.replaced(span, valuesText(unit, values, facts))] : closer,
  );
}

/** What a step that does not divide its field would really be. */
function valuesText(unit: string, values: readonly number[], { isGerman }: Facts): string {
  if (unit === "m")
    return isGerman ? `bei Minute ${values.join(", ")}` : `at ${values.join(", ")} minutes past the hour`;
  return `${isGerman ? "um" : "at"} ${values.map((hour) => `${hour < 10 ? "0" : ""}${hour}:00`).join(", ")}`;
}

/** “5” is asked about: all such times in the morning, or all in the afternoon. */
function unsureClock(facts: Facts): Unclear | undefined {
  const times = [...facts.times, ...facts.windows.flatMap(({ from, to }) => [from, to])].filter(
    ({ isSure }) => !isSure,
  );
  const [first] = times;
  if (first === undefined) return undefined;
  const texts = [0, 12].map((later) =>
    [...times]
      .sort((a, b) => b.span.start - a.span.start)
      .reduce(
        (text, { span, hour, minute }) =>
          `${text.slice(0, span.start)}${clockText({ hour: hour + later, minute })}${text.slice(span.end)}`,
        facts.text,
      ),
  );
  return unclear("clock", first.span, { word: facts.text.slice(first.span.start, first.span.end) }, texts);
}

function clockText({ hour, minute }: Pick<SpannedTime, "hour" | "minute">): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Times as each hour with each minute, if they are all of these. */
function product(times: readonly SpannedTime[]): Times {
  const hours = distinct(times.map(({ hour }) => hour));
  const minutes = distinct(times.map(({ minute }) => minute));
  const [first] = times;
  const other = times.find(({ minute }) => minute !== first?.minute);
  const count = new Set(times.map(clockText)).size;
  if (count === hours.length * minutes.length || first === undefined || other === undefined)
    return ok({ hours, minutes });
  const args = { first: clockText(first), second: clockText(other) };
  return fail(unclear("differentMinutes", other.span, args));
}

/** Every so many minutes, or at minutes past the hour, in some hours. */
function minutesIn(facts: Facts, step: Interval | undefined, hour: Interval | undefined): Times {
  const [window] = facts.windows;
  const every = step?.count ?? 1;
  const minutes = step === undefined ? distinct(facts.minutes) : stepped(0, 59, every);
  if (window !== undefined)
    return hour === undefined ? minutesInWindow(facts, window, minutes, step) : fail(notTogether(hour, facts));
  if (facts.times.length === 0)
    return ok({ hours: hour === undefined ? everyHour : stepped(0, 23, hour.count), minutes });
  if (hour !== undefined) return fail(notTogether(hour, facts));
  const odd = facts.times.find(({ minute }) => minute !== 0);
  return odd === undefined
    ? ok({ hours: distinct(facts.times.map((time) => time.hour)), minutes })
    : fail(notTogether(odd, facts));
}

function stepped(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

/**
 * Up to 16:59 or to 17:59 it is clear which hours are meant; up to 17:00 it is asked whether the runs after 17:00 are
 * meant.
 */
function minutesInWindow(
  facts: Facts,
  { from, to }: Window,
  minutes: readonly number[],
  step: Interval | undefined,
): Times {
  if (from.hour === to.hour && from.minute <= to.minute && step !== undefined) {
    return ok({ hours: [from.hour], minutes: stepped(from.minute, to.minute, step.count) });
  }
  const isFromStart = from.minute <= (minutes[0] ?? 0);
  const after = minutes.filter((minute) => minute > to.minute);
  const hours = hoursFrom(from.hour, to.hour, 1);
  if (!isFromStart || (after.length > 0 && to.minute !== 0 && after.length < minutes.length))
    return fail(partOfHour(from, to));
  if (after.length === 0) return ok({ hours, minutes });
  // None at the hour itself, as with “at 30 minutes past the hour until 17:00”.
  if (after.length === minutes.length) return ok({ hours: hoursFrom(from.hour, (to.hour + 23) % 24, 1), minutes });
  const texts = [
    { hour: (to.hour + 23) % 24, minute: 59 },
    { hour: to.hour, minute: 59 },
  ].map((end) => facts.replaced(to.span, clockText(end)));
  return fail(unclear("lastHour", to.span, { word: clockText(to) }, texts));
}

function partOfHour(from: SpannedTime, to: SpannedTime): Unclear {
  return unclear(
    "partOfHour",
    { start: from.span.start, end: to.span.end },
    { first: clockText(from), second: clockText(to) },
  );
}

/** Through midnight if the last hour is before the first. */
function hoursFrom(first: number, last: number, step: number): readonly number[] {
  const count = ((last - first + 24) % 24) + 1;
  return distinct(
    Array.from({ length: count }, (_, index) => (first + index) % 24).filter((_, index) => index % step === 0),
  );
}

/** Every so many hours: from midnight, or in a part of the day from its beginning. */
function hoursIn(facts: Facts, { count, span }: Interval): Times {
  if (facts.times.length > 0) return fail(notTogether({ span }, facts));
  const [window] = facts.windows;
  if (window === undefined) return ok({ hours: stepped(0, 23, count), minutes: [0] });
  const { from, to } = window;
  const last = to.minute < from.minute ? (to.hour + 23) % 24 : to.hour;
  return ok({ hours: hoursFrom(from.hour, last, count), minutes: [from.minute] });
}

function howOften(facts: Facts): Unclear {
  const span = { start: 0, end: facts.text.length };
  return unclear("howOften", span, {}, [facts.with("every hour", "jede Stunde")]);
}

/** By the part of the day, if one is named. */
const likely: readonly (readonly [first: string, second: string])[] = [
  ["08:00", "09:00"],
  ["14:00", "16:00"],
  ["18:00", "20:00"],
  ["22:00", "02:00"],
];

function noTime(facts: Facts): Unclear {
  const span = { start: 0, end: facts.text.length };
  const times = facts.part === undefined ? ["09:00", "00:00"] : (likely[facts.part.value] ?? []);
  return unclear(
    "noTime",
    span,
    {},
    times.map((time) => facts.with(`at ${time}`, `um ${time}`)),
  );
}
