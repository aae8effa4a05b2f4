import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maximumScheduleLength, parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import {
  type FieldName,
  formatSchedule,
  type ScheduleField,
  writtenFields,
} from "../../../../src/core/schedule/schedule";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { accept } from "./accept";
import { arbitrarySchedule, arbitraryText } from "./arbitrarySchedule";

type Values = readonly number[] | "every";

function valuesOf(field: ScheduleField | undefined): Values | undefined {
  return field?.every ? "every" : field?.values;
}

describe("reads what the server reads", () => {
  const rows: readonly (readonly [text: string, field: FieldName, values: Values])[] = [
    ["5 * * * *", "minute", [5]],
    ["*/20 * * * *", "minute", [0, 20, 40]],
    ["*/90 * * * *", "minute", [0]],
    ["59/15 * * * *", "minute", [59]],
    ["50/4 * * * *", "minute", [50, 54, 58]],
    ["5-5 * * * *", "minute", "every"],
    ["007,7,7-8 * * * *", "minute", [7, 8]],
    ["* 9-9/2 * * *", "hour", [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]],
    ["* 22-1 * * *", "hour", [0, 1, 22, 23]],
    ["* 22-4/3 * * *", "hour", [2, 22]],
    ["* 20-6/4 * * *", "hour", [0, 4, 20]],
    ["* * 28-L * *", "dayOfMonth", [28, 29, 30, 31]],
    ["* * 30-0 * *", "dayOfMonth", [30, 31]],
    ["* * 0-0 * *", "dayOfMonth", "every"],
    ["* * 2-31,L * *", "dayOfMonth", "every"],
    ["* * ? * *", "dayOfMonth", "every"],
    ["* * * NOV-feb/2 *", "month", [1, 11]],
    ["* * * * 0,7", "dayOfWeek", [0]],
    ["* * * * fri-mon", "dayOfWeek", [0, 1, 5, 6]],
    ["* * * * 5-7", "dayOfWeek", [0, 5, 6]],
    ["* * * * 7/2", "dayOfWeek", [0, 2, 4, 6]],
    ["* * * * sun-6", "dayOfWeek", "every"],
    ["* * * * * 15,45", "second", [15, 45]],
    ["* * * * * 0 2030-2032", "year", [2030, 2031, 2032]],
    ["* * * * * 0 1970-2099", "year", "every"],
    ["R(10-50) * * * *", "minute", []],
    ["* * ? * *", "dayOfWeek", "every"],
    ["@Midnight", "hour", [0]],
    ["@weekly", "dayOfWeek", [0]],
    [" 1\t2\n3 4  5 ", "dayOfWeek", [5]],
  ];
  test.each(rows)("%s: %s %o", (text, field, values) => {
    expect(valuesOf(accept(text)[field])).toEqual(values);
  });

  test.each([
    ["month", ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1],
    ["dayOfWeek", ["sun", "mon", "tue", "wed", "thu", "fri", "sat"], 0],
  ] as const)("the names of the field %s, in any case", (field, names, first) => {
    const textWith = (name: string) => (field === "month" ? `* * * ${name} *` : `* * * * ${name}`);
    for (const [index, name] of names.entries()) {
      expect(valuesOf(accept(textWith(name))[field])).toEqual([first + index]);
      expect(valuesOf(accept(textWith(name.toUpperCase()))[field])).toEqual([first + index]);
    }
  });

  test.each([
    ["@hourly", "0 * * * *"],
    ["@daily", "0 0 * * *"],
    ["@midnight", "0 0 * * *"],
    ["@weekly", "0 0 * * 0"],
    ["@monthly", "0 0 1 * *"],
    ["@Yearly", "0 0 1 1 *"],
    ["@ANNUALLY", "0 0 1 1 *"],
  ])("%s as %s", (alias, fields) => {
    expect(formatSchedule(accept(alias))).toBe(fields);
    expect(accept(alias).alias).toBe(alias.toLowerCase());
  });

  test("keeps the effect of a full day field while the other has no star", () => {
    expect(accept("0 0 1-31 * 1").dayOfMonth.every).toBe(false);
    expect(accept("0 0 1-31 * */2").dayOfMonth.every).toBe(true);
    expect(accept("0 0 2-31,L * ?").dayOfMonth.every).toBe(false);
  });

  test("reads days of a month by their position", () => {
    expect(accept("0 0 15W * *").dayOfMonth.nearestWeekday).toBe(15);
    expect(accept("0 0 w1 * *").dayOfMonth.nearestWeekday).toBe(1);
    expect(accept("0 0 1,L * *").dayOfMonth).toMatchObject({ lastDay: true, values: [1] });
    expect(accept("0 0 * * mon-tue#2,L5").dayOfWeek.nthWeekdays).toEqual([
      { weekday: 1, nth: 2 },
      { weekday: 2, nth: 2 },
      { weekday: 5, nth: "last" },
    ]);
  });

  test("says what each part is", () => {
    const kinds = (text: string) => writtenFields(accept(text)).map(({ items }) => items.map(({ kind }) => kind));
    expect(kinds("*/5,5/5,1-5,5 * L,1 * ?")).toEqual([
      ["star", "start", "range", "value"],
      ["star"],
      ["lastDay", "value"],
      ["star"],
      ["question"],
    ]);
    expect(kinds("R * 15W * L5,tue#2")).toEqual([
      ["random"],
      ["star"],
      ["nearestWeekday"],
      ["star"],
      ["lastWeekday", "nthWeekday"],
    ]);
  });

  test("gives no values to parts without values", () => {
    const { dayOfMonth, dayOfWeek, hour, minute } = accept("R(1-5) * L * ?");
    expect([minute, hour, dayOfMonth, dayOfWeek].map(({ items }) => items[0]?.values)).toEqual([[], [], [], []]);
  });

  test.each([
    "R 0 * * *",
    "r(3-7)/2 0 * * *",
    "R(10-50) 0 * * *",
    "0 0 R(1-31) * *",
    "0 0 * * R(1-7)",
    "0 0 * * R(3-7)",
  ])("%s is accepted and unpredictable", (text) => {
    expect(accept(text).unpredictable).toBe(true);
  });
});

test("an alias's fields are at the alias's place", () => {
  const { dayOfMonth, minute } = accept("@Daily");
  for (const field of [minute, dayOfMonth]) {
    expect(field.span).toEqual({ start: 0, end: 6 });
    expect(field.items).toMatchObject([{ kind: expect.any(String), text: field.text, span: { start: 0, end: 6 } }]);
  }
});

describe("what was read", () => {
  test("is remembered, in each dialect apart", () => {
    const text = "1 2 3 4 5 6";
    expect(parseSchedule(text, standardDialect)).toBe(parseSchedule(text, "secondsLast"));
    expect(parseSchedule(text, "secondsFirst")).toBe(parseSchedule(text, "secondsFirst"));
    expect(parseSchedule(text, "secondsFirst")).not.toBe(parseSchedule(text, standardDialect));
  });

  test("is forgotten if it is long, or 4,000 others have been read", () => {
    const text = (length: number) => "* * * * *".padEnd(length);
    expect(parseSchedule(text(100), standardDialect)).toBe(parseSchedule(text(100), standardDialect));
    expect(parseSchedule(text(101), standardDialect)).not.toBe(parseSchedule(text(101), standardDialect));
    const others = Array.from(
      { length: 5_000 },
      (_, index) => `${index % 60} ${Math.floor(index / 60) % 24} */${1 + Math.floor(index / 1_440)} * *`,
    );
    const first = others.map((other) => parseSchedule(other, standardDialect));
    expect(parseSchedule(others.at(-1) ?? "", standardDialect)).toBe(first.at(-1));
    expect(others.filter((other, index) => parseSchedule(other, standardDialect) === first[index]).length).toBeLessThan(
      4_001,
    );
  });
});

describe("refuses what the server refuses, and says where", () => {
  const rows: readonly (readonly [text: string, kind: string, part: string])[] = [
    ["", "field-count", ""],
    ["* * * *", "field-count", "* * * *"],
    ["* * * * * * * *", "field-count", "* * * * * * * *"],
    ["@reboot", "unknown-alias", "@reboot"],
    [" @daily", "unknown-alias", " @daily"],
    ["1,,2 * * * *", "empty-item", ""],
    ["60 * * * *", "out-of-range", "60"],
    ["* 5,24 * * *", "out-of-range", "24"],
    ["* * 0 * *", "out-of-range", "0"],
    ["* * 0-5 * *", "out-of-range", "0-5"],
    ["* * * 1-13 *", "out-of-range", "1-13"],
    ["* * * * 8", "out-of-range", "8"],
    ["* * * * * * 2100", "out-of-range", "2100"],
    ["*/0 * * * *", "bad-step", "*/0"],
    ["5/x * * * *", "bad-step", "5/x"],
    ["-5 * * * *", "bad-range", "-5"],
    ["1-2-3 * * * *", "bad-range", "1-2-3"],
    ["* * * january *", "unknown-name", "january"],
    ["* * L-3 * *", "unknown-name", "L-3"],
    ["* * * * 5L", "unknown-item", "5L"],
    ["1.5 * * * *", "unknown-item", "1.5"],
    ["٣ * * * *", "unknown-item", "٣"],
    ["* ? * * *", "question-mark", "?"],
    ["* * ?,1 * *", "question-mark", "?,1"],
    ["H(0-9) * * * *", "hash", "H(0-9)"],
    ["R(9-5) * * * *", "random-range", "R(9-5)"],
    ["R,5 * * * *", "unknown-name", "R"],
    ["* * * * 1#6", "nth-number", "1#6"],
    ["* * * * 1-5#1", "nth-range", "1-5#1"],
    ["* * * * 1#2,3", "nth-mixed", "3"],
    ["* * * * *,1#2,3", "nth-mixed", "3"],
    ["* * 1,15W * *", "nearest-weekday-list", "15W"],
    ["* * 32W * *", "out-of-range", "32W"],
    ["0\u00a09 * * *", "field-count", "0\u00a09 * * *"],
    ["@daily *", "field-count", "@daily *"],
    ["H 0 * * *", "hash", "H"],
    ["hr/5 0 * * *", "unknown-name", "hr/5"],
    ["R/0 0 * * *", "bad-step", "R/0"],
    ["R(5-5) 0 * * *", "random-range", "R(5-5)"],
    ["R(0-60) 0 * * *", "random-range", "R(0-60)"],
    ["R(60-61) 0 * * *", "random-range", "R(60-61)"],
    ["0 0 R(0-5) * *", "random-range", "R(0-5)"],
    ["*/ * * * *", "bad-step", "*/"],
    ["1-5/ * * * *", "bad-step", "1-5/"],
    ["1-2-3/4 * * * *", "bad-range", "1-2-3/4"],
    ["* * * * mon5", "unknown-item", "mon5"],
    ["1-foo * * * *", "unknown-name", "1-foo"],
    ["70-50 * * * *", "out-of-range", "70-50"],
    ["* * * * L8", "out-of-range", "L8"],
    ["* * * * 1#0", "nth-number", "1#0"],
    ["* * * * 1#x", "nth-number", "1#x"],
    ["* * * * foo#1", "unknown-name", "foo#1"],
    ["* * * * 8#1", "out-of-range", "8#1"],
  ];
  test.each(rows)("%j: %s at %j", (text, kind, part) => {
    const schedule = parseSchedule(text, standardDialect);
    if (schedule.ok) throw new Error(`${text} is accepted.`);
    const { span } = schedule.failure;
    expect([schedule.failure.kind, text.slice(span.start, span.end)]).toEqual([kind, part]);
  });

  test("refuses what is too long without reading it", () => {
    const longest = `${"1,".repeat((maximumScheduleLength - 10) / 2)}1 * * * *`;
    expect(parseSchedule(longest.padEnd(maximumScheduleLength), standardDialect).ok).toBe(true);
    expect(parseSchedule(longest.padEnd(maximumScheduleLength + 1), standardDialect)).toEqual({
      ok: false,
      failure: { kind: "too-long", span: { start: 0, end: 1001 }, args: { length: 1001, limit: 1000 } },
    });
  });
});

test("never throws, and points inside the text", () => {
  fc.assert(
    fc.property(arbitraryText, (text) => {
      const schedule = parseSchedule(text, standardDialect);
      const spans = schedule.ok ? writtenFields(schedule.value).map(({ span }) => span) : [schedule.failure.span];
      expect(spans.every(({ start, end }) => 0 <= start && start <= end && end <= text.length)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("says the same about a schedule and its plain text", () => {
  const meaning = (text: string) =>
    writtenFields(accept(text)).map(({ span: _, items, ...rest }) => ({
      ...rest,
      items: items.map(({ span: _span, ...item }) => item),
    }));
  fc.assert(
    fc.property(arbitrarySchedule, (schedule) => {
      expect(meaning(formatSchedule(schedule))).toEqual(meaning(schedule.text));
    }),
    { numRuns: 500 },
  );
});
