import type { ClockTimes } from "../../../src/core/schedule/guide/guide";
import { valueRuns } from "../../../src/core/schedule/valueRuns";
import { distinct } from "../../../src/core/schedule/words/numbersOf";

/** What a person typed as a list: its values, or why it is none. */
export type ListReading<Value> =
  | { readonly kind: "list"; readonly value: Value }
  | { readonly kind: "unreadable" }
  /** A schedule has each of its hours with each of its minutes, so not 9:00 and 17:30 alone. */
  | { readonly kind: "differentMinutes" };

const isBetween = /[\s,;]+/;
const isTime = /^(\d{1,2})(?::(\d{2}))?$/;
const isDays = /^(\d{1,2})(?:-(\d{1,2}))?$/;

/** Reads `9:00, 17` as times of a day, in 24 hours. */
export function readTimes(text: string): ListReading<ClockTimes> {
  const times = text.trim().split(isBetween).map(timeOf);
  const known = times.filter((time) => time !== undefined);
  if (known.length < times.length) return { kind: "unreadable" };
  const hours = distinct(known.map(({ hour }) => hour));
  const minutes = distinct(known.map(({ minute }) => minute));
  const count = distinct(known.map(({ hour, minute }) => hour * 60 + minute)).length;
  return count === hours.length * minutes.length
    ? { kind: "list", value: { hours, minutes } }
    : { kind: "differentMinutes" };
}

function timeOf(text: string) {
  const [, hour = "", minute = "0"] = isTime.exec(text) ?? [];
  return hour === "" || Number(hour) > 23 || Number(minute) > 59
    ? undefined
    : { hour: Number(hour), minute: Number(minute) };
}

/** `09:00, 17:00` */
export function timesText({ hours, minutes }: ClockTimes): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`)).join(", ");
}

/** Reads `1, 15-17` as days of a month. */
export function readDays(text: string): ListReading<readonly number[]> {
  const parts = text.trim().split(isBetween).map(daysOf);
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? { kind: "unreadable" } : { kind: "list", value: distinct(known.flat()) };
}

function daysOf(text: string): readonly number[] | undefined {
  const [, from = "", to = from] = isDays.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === "" || first < 1 || last > 31 || last < first) return undefined;
  return Array.from({ length: last - first + 1 }, (_none, index) => first + index);
}

export function daysText(days: readonly number[]): string {
  return valueRuns(days).join(", ");
}
