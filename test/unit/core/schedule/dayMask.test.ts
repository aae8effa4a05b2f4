import { describe, expect, test } from "vitest";
import { type DayRule, dayMask } from "../../../../src/core/schedule/dayMask";
import { accept } from "./accept";

/** Every kind of month: its length and the weekday of its first day. */
const months = [28, 29, 30, 31].flatMap((length) => [0, 1, 2, 3, 4, 5, 6].map((first) => ({ length, first })));

const daysUpTo = (length: number) => Array.from({ length }, (_, index) => index + 1);

/** The days that a rule allows, in ascending order. */
function allowed({ length, first }: { length: number; first: number }, rule: DayRule): readonly number[] {
  const mask = dayMask(rule, first, length);
  expect(mask >>> length).toBe(0);
  return daysUpTo(length).filter((day) => (mask & (2 ** (day - 1))) !== 0);
}

const ruleOf = (dayOfMonth: string, dayOfWeek: string) => accept(`0 0 ${dayOfMonth} * ${dayOfWeek}`);

describe.each(months)("in a month of $length days that begins on weekday $first", (month) => {
  const { first, length } = month;
  const weekday = (day: number) => (first + day - 1) % 7;
  const days = daysUpTo(length);

  test("a nearest weekday is the one from Monday to Friday with the smallest distance", () => {
    const workdays = days.filter((day) => weekday(day) !== 0 && weekday(day) !== 6);
    for (let wanted = 1; wanted <= 31; wanted += 1) {
      const distance = (day: number) => Math.abs(day - Math.min(wanted, length));
      const [nearest] = [...workdays].sort((a, b) => distance(a) - distance(b));
      expect(allowed(month, ruleOf(`${wanted}W`, "*"))).toEqual([nearest]);
    }
  });

  test("a weekday of the month is the one at its place, and there may be no fifth", () => {
    for (let wanted = 0; wanted < 7; wanted += 1) {
      const all = days.filter((day) => weekday(day) === wanted);
      for (const nth of [1, 2, 3, 4, 5]) {
        expect(allowed(month, ruleOf("*", `${wanted}#${nth}`))).toEqual(all.slice(nth - 1, nth));
      }
      expect(allowed(month, ruleOf("*", `L${wanted}`))).toEqual(all.slice(-1));
      expect(allowed(month, ruleOf("*", String(wanted)))).toEqual(all);
    }
  });

  test("days are those that the month has, and `L` is its last", () => {
    expect(allowed(month, ruleOf("*", "*"))).toEqual(days);
    expect(allowed(month, ruleOf("1,28-31", "*"))).toEqual([1, 28, 29, 30, 31].filter((day) => day <= length));
    expect(allowed(month, ruleOf("L", "*"))).toEqual([length]);
    expect(allowed(month, ruleOf("15,L", "*"))).toEqual([15, length]);
  });

  test("both fields have to fit", () => {
    expect(allowed(month, ruleOf("8-14", "2,4"))).toEqual(
      days.filter((day) => day >= 8 && day <= 14 && [2, 4].includes(weekday(day))),
    );
  });
});
