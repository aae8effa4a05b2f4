import { describe, expect, test } from "vitest";
import { civilDate, dayNumber, monthLength, weekdayOf } from "../../../../src/core/schedule/civilCalendar";

/** A day by JavaScript's own calendar, which has the same rules before 1582 too. */
function dateOf(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

const years = Array.from({ length: 1_300 }, (_, index) => index * 3 + 1);
const leapYears = [4, 1600, 2000, 2024, 2028, 2096, 2400];
const commonYears = [1, 1700, 1900, 2026, 2027, 2100, 2200];

describe("the calendar", () => {
  test("numbers days, and reads their numbers, as JavaScript does, from the year 1 to 3898", () => {
    const days = [...years, ...leapYears].flatMap((year) =>
      [101, 228, 301, 615, 1231].map((date) => ({ year, month: Math.floor(date / 100), day: date % 100 })),
    );
    const dates = days.map(({ day, month, year }) => dateOf(year, month, day));
    const numbers = dates.map((date) => date.getTime() / 86_400_000);
    expect(days.map(({ day, month, year }) => dayNumber(year, month, day))).toEqual(numbers);
    expect(numbers.map(civilDate)).toEqual(days);
    expect(numbers.map(weekdayOf)).toEqual(dates.map((date) => date.getUTCDay()));
  });

  test.each(leapYears)("%d has 29 February", (year) => {
    expect(monthLength(year, 2)).toBe(29);
    expect(civilDate(dayNumber(year, 2, 29))).toEqual({ year, month: 2, day: 29 });
  });

  test.each(commonYears)("%d has none", (year) => {
    expect(monthLength(year, 2)).toBe(28);
    expect(civilDate(dayNumber(year, 2, 28) + 1)).toEqual({ year, month: 3, day: 1 });
  });

  test.each([2027, 2028])("the other months of %d are as long as ever", (year) => {
    const lengths = [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => monthLength(year, month));
    expect(lengths).toEqual([31, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  });
});
