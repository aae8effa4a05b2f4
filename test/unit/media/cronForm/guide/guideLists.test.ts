import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysText, readDays, readTimes, timesText } from "../../../../../media/cronForm/guide/guideLists";

const some = (min: number, max: number, most: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: most })
    .map((values) => values.sort((a, b) => a - b));

describe("times of a day", () => {
  it("are read back as they are shown", () => {
    fc.assert(
      fc.property(some(0, 23, 24), some(0, 59, 5), (hours, minutes) => {
        const value = { hours, minutes };
        expect(readTimes(timesText(value))).toEqual({ kind: "list", value });
      }),
    );
  });

  it.each([
    ["9", [9], [0]],
    [" 17:00, 9:00 ", [9, 17], [0]],
    ["9:15;9:45", [9], [15, 45]],
    ["0:00 00:00", [0], [0]],
  ])("%j", (text, hours, minutes) => {
    expect(readTimes(text)).toEqual({ kind: "list", value: { hours, minutes } });
  });

  it.each(["", "24", "9:60", "9:5", "9h", "9:00,", "-1", "9:00 pm"])("%j is none", (text) => {
    expect(readTimes(text)).toEqual({ kind: "unreadable" });
  });

  it("need the same minutes at each hour", () => {
    expect(readTimes("9:00, 17:30")).toEqual({ kind: "differentMinutes" });
  });
});

describe("days of a month", () => {
  it("are read back as they are shown", () => {
    fc.assert(
      fc.property(some(1, 31, 31), (days) => {
        expect(readDays(daysText(days))).toEqual({ kind: "list", value: days });
      }),
    );
  });

  it.each(["", "0", "32", "5-1", "1-", "first", "1,,2 x"])("%j is none", (text) => {
    expect(readDays(text)).toEqual({ kind: "unreadable" });
  });
});
