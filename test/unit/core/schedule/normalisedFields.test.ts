import { describe, expect, test } from "vitest";
import { type NormalisedFields, normalisedFields } from "../../../../src/core/schedule/normalisedFields";
import { accept } from "./accept";

const any = { dayOfMonth: "*", dayOfWeek: "*" };

describe("the plainest text with the same runs", () => {
  test.each<[text: string, field: "second" | "minute" | "hour" | "month" | "year", plain: string | undefined]>([
    ["5 * * * *", "minute", "5"],
    ["*/15 * * * *", "minute", "*/15"],
    ["0,15,30,45 * * * *", "minute", "*/15"],
    ["0-59 * * * *", "minute", "*"],
    ["5/15 * * * *", "minute", "5,20,35,50"],
    ["0,30 * * * *", "minute", "*/30"],
    ["*/40 * * * *", "minute", "0,40"],
    ["*/90 * * * *", "minute", "0"],
    ["5-5 * * * *", "minute", "*"],
    ["1-30 * * * *", "minute", "1-30"],
    ["0 9-17 * * *", "hour", "9-17"],
    ["0 22-1 * * *", "hour", "0,1,22,23"],
    ["0 9,10,11,15 * * *", "hour", "9,10,11,15"],
    ["0 9,10 * * *", "hour", "9,10"],
    ["0 */2 * * *", "hour", "*/2"],
    ["0 0 1 */3 *", "month", "*/3"],
    ["0 0 1 1,7 *", "month", "*/6"],
    ["0 0 1 3-5 *", "month", "3-5"],
    ["0 0 1 2,5,8,11 *", "month", "2,5,8,11"],
    ["0 0 1 1 *", "second", undefined],
    ["0 0 1 1 * */20", "second", "*/20"],
    ["0 0 1 1 * *", "second", "*"],
    ["0 0 1 1 * 0", "year", undefined],
    ["0 0 1 1 * 0 *", "year", "*"],
    ["0 0 1 1 * 0 2030-2032", "year", "2030-2032"],
    ["0 0 1 1 * 0 2030,2032", "year", "2030,2032"],
  ])("of %s: the %s is %s", (text, field, plain) => {
    expect(normalisedFields(accept(text))[field]).toBe(plain);
  });

  test("of every second year from 1970 on is not a step, which words would misread", () => {
    const { year } = normalisedFields(accept("0 0 1 1 * 0 1970-2099/2"));
    expect(year?.split(",").slice(0, 3)).toEqual(["1970", "1972", "1974"]);
  });

  test.each<[text: string, days: NormalisedFields["days"]]>([
    ["0 0 * * *", [any]],
    ["0 0 15,L * *", [{ ...any, dayOfMonth: "15,L" }]],
    ["0 0 L * *", [{ ...any, dayOfMonth: "L" }]],
    ["0 0 28-31,L * *", [{ ...any, dayOfMonth: "28-31" }]],
    ["0 0 29,30,31,L * *", [{ ...any, dayOfMonth: "29-31,L" }]],
    ["0 0 1-3,7 * *", [{ ...any, dayOfMonth: "1-3,7" }]],
    ["0 0 1,2,7 * *", [{ ...any, dayOfMonth: "1,2,7" }]],
    ["0 0 15W * *", [{ ...any, dayOfMonth: "15W" }]],
    ["0 0 * * 1-5", [{ ...any, dayOfWeek: "1-5" }]],
    ["0 0 * * 7,1", [{ ...any, dayOfWeek: "0,1" }]],
    ["0 0 * * L5", [{ ...any, dayOfWeek: "5L" }]],
    ["0 0 * * tue#2,mon#1,2#2", [{ ...any, dayOfWeek: "1#1,2#2" }]],
    [
      "0 0 1 * 1",
      [
        { ...any, dayOfMonth: "1" },
        { ...any, dayOfWeek: "1" },
      ],
    ],
    ["0 0 1 * 1#3", [{ ...any, dayOfWeek: "1#3" }]],
    ["0 0 15W * 1", [{ ...any, dayOfMonth: "15W" }]],
    ["0 0 15W * 1#3", [{ dayOfMonth: "15W", dayOfWeek: "1#3" }]],
  ])("of %s: its days", (text, days) => {
    expect(normalisedFields(accept(text)).days).toEqual(days);
  });
});
