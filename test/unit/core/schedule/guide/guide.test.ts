import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSchedule } from "../../../../../src/core/schedule/checkSchedule";
import { type Guide, guideNotes } from "../../../../../src/core/schedule/guide/guide";
import { guideOf } from "../../../../../src/core/schedule/guide/guideOf";
import { scheduleOf } from "../../../../../src/core/schedule/guide/scheduleOf";
import { schedulePresets } from "../../../../../src/core/schedule/guide/schedulePresets";
import { normalisedFields } from "../../../../../src/core/schedule/normalisedFields";
import { parseSchedule } from "../../../../../src/core/schedule/parseSchedule";
import type { Schedule } from "../../../../../src/core/schedule/schedule";
import { readElsewhere } from "../../../../../src/core/schedule/secondsFirst";
import { accept } from "../accept";
import { arbitrarySchedule } from "../arbitrarySchedule";
import { arbitraryGuide } from "./arbitraryGuide";

const nine = { hours: [9], minutes: [0] };

const table: readonly (readonly [schedule: string, guide: Guide])[] = [
  ["* * * * *", { kind: "minutes", every: 1 }],
  ["*/15 * * * *", { kind: "minutes", every: 15 }],
  ["*/30 * * * *", { kind: "minutes", every: 30 }],
  ["0 * * * *", { kind: "hours", every: 1, minute: 0 }],
  ["17 */2 * * *", { kind: "hours", every: 2, minute: 17 }],
  ["0 */12 * * *", { kind: "hours", every: 12, minute: 0 }],
  ["0 9 * * *", { kind: "daily", times: nine }],
  ["30 9,17 * * *", { kind: "daily", times: { hours: [9, 17], minutes: [30] } }],
  [
    "*/15 9-17 * * 1-5",
    {
      kind: "weekly",
      weekdays: [1, 2, 3, 4, 5],
      times: { hours: [9, 10, 11, 12, 13, 14, 15, 16, 17], minutes: [0, 15, 30, 45] },
    },
  ],
  ["0 9 * * 1", { kind: "weekly", weekdays: [1], times: nine }],
  ["0 9 * * 0,6", { kind: "weekly", weekdays: [0, 6], times: nine }],
  ["0 9 1,15 * *", { kind: "monthly", days: [1, 15], times: nine }],
  ["0 9 L * *", { kind: "lastDay", times: nine }],
  ["0 9 * * 1#1", { kind: "nthWeekday", nth: 1, weekday: 1, times: nine }],
  ["0 9 * * L5", { kind: "nthWeekday", nth: "last", weekday: 5, times: nine }],
  ["0 9 24 12 *", { kind: "yearly", months: [12], days: [24], times: nine }],
  ["0 9 1 1,4,7,10 *", { kind: "yearly", months: [1, 4, 7, 10], days: [1], times: nine }],
];

describe("a guide and its schedule", () => {
  test.each(table)("%s", (schedule, guide) => {
    expect(scheduleOf(guide)).toBe(schedule);
    expect(guideOf(accept(schedule))).toEqual({ kind: "guide", guide });
  });

  test("are one value: the guide of its schedule is the same guide", () => {
    fc.assert(
      fc.property(arbitraryGuide, (guide) => {
        expect(guideOf(accept(scheduleOf(guide) ?? ""))).toEqual({ kind: "guide", guide });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the same schedule, written otherwise, has the same guide:", () => {
  test.each([
    ["0 9 * * mon-fri", "0 9 * * 1-5"],
    ["00 09 ? * 1,2,3,4,5", "0 9 * * 1-5"],
    ["@daily", "0 0 * * *"],
    ["@weekly", "0 0 * * 0"],
    [" 0  0,12 * *\t* ", "0 */12 * * *"],
    ["0,15,30,45 0-23 * * *", "*/15 * * * *"],
    ["0/20 * * * *", "*/20 * * * *"],
    ["0 9 1 JAN,apr,Jul,oct *", "0 9 1 */3 *"],
    ["0 9 * * mon#1", "0 9 * * 1#1"],
    ["0 9 1-31 * *", "0 9 * * *"],
    ["0 9 1-31 * ?", "0 9 * * *"],
    ["0 9 ? * */1", "0 9 * * *"],
  ])("%s is %s", (text, plain) => {
    expect(guideOf(accept(text))).toEqual(guideOf(accept(plain)));
    expect(guideOf(accept(text)).kind).toBe("guide");
  });
});

describe("stays text:", () => {
  test.each([
    ["0 9 * * * 0", "moreThanFive"],
    ["0 9 * * * 0 2030", "moreThanFive"],
    ["R 9 * * *", "notPortable"],
    ["5-5 9 * * *", "notPortable"],
    ["*/90 * * * *", "notPortable"],
    ["0 22-4 * * *", "notPortable"],
    ["0 9 * * 7", "notPortable"],
    ["0 9 * * fri-mon", "notPortable"],
    ["0 9 15W * *", "notPortable"],
    ["0 9 15,L * *", "notPortable"],
    ["0 9 * * 1#1,1#3", "notPortable"],
    ["@midnight", "notPortable"],
    ["0 9 * * mon-fri#1", "otherDays"],
    ["0 9 * 6 1", "otherDays"],
    ["0 9 * 6 *", "otherDays"],
    ["0 9 L 6 *", "otherDays"],
    ["0 9 1 * 1", "eitherDay"],
  ])("%s, because %s", (text, because) => {
    expect(guideOf(accept(text))).toEqual({ kind: "text", because });
  });
});

/** Fields by their values; a list of all days is any day. */
function meaningOf(schedule: Schedule) {
  const { days, ...rest } = normalisedFields(schedule);
  return {
    ...rest,
    days: days.map((each) => ({
      ...each,
      dayOfMonth: each.dayOfMonth.replace("1-31", "*"),
      dayOfWeek: each.dayOfWeek.replace("0-6", "*"),
    })),
  };
}

test("a schedule that a guide shows has the guide's runs, and one that a guide wrote its characters", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        arbitrarySchedule,
        arbitraryGuide.map((guide) => accept(scheduleOf(guide) ?? "")),
      ),
      (schedule) => {
        const reading = guideOf(schedule);
        if (reading.kind === "text") return;
        const written = scheduleOf(reading.guide) ?? "";
        expect(meaningOf(accept(written))).toEqual(meaningOf(schedule));
        expect(guideOf(accept(written))).toEqual(reading);
      },
    ),
    { numRuns: 3000 },
  );
});

const settings = { timezone: "UTC", now: Date.parse("2026-11-26T12:00:00Z"), minimumMinutes: 0 };

test("what a guide writes has no findings, and every server reads it alike, except the last day and nth weekdays", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryGuide, async (guide) => {
      const schedule = scheduleOf(guide) ?? "";
      expect(schedule).toMatch(/^\S+( \S+){4}$/);
      const isOwn = guideNotes(guide).includes("notMeasuredEverywhere");
      let isNever = false;
      for (const dialect of ["secondsLast", "secondsFirst"] as const) {
        const codes: readonly string[] = checkSchedule(schedule, { ...settings, dialect }).map(({ code }) => code);
        expect(codes.filter((code) => code !== "schedule.never")).toEqual(isOwn ? ["schedule.not-portable"] : []);
        isNever = codes.includes("schedule.never");
      }
      expect(parseSchedule(schedule, "secondsFirst")).toEqual(parseSchedule(schedule, "secondsLast"));
      if (isOwn) return;
      const elsewhere = await readElsewhere(accept(schedule), { zone: "UTC", from: settings.now, count: 20 });
      // A date that never comes is refused everywhere.
      expect(elsewhere.kind).toBe(isNever ? "refused" : "same");
    }),
    { numRuns: 300 },
  );
});

test.each([
  { kind: "minutes", every: 7 },
  { kind: "hours", every: 5, minute: 0 },
  { kind: "weekly", weekdays: [], times: nine },
  { kind: "monthly", days: [], times: nine },
  { kind: "yearly", months: [], days: [1], times: nine },
  { kind: "daily", times: { hours: [], minutes: [0] } },
] satisfies Guide[])("a guide that is not complete has no schedule: %o", (guide) => {
  expect(scheduleOf(guide)).toBeUndefined();
});

describe("notes", () => {
  const monthly = (days: readonly number[]): Guide => ({ kind: "monthly", days, times: nine });
  const yearly = (months: readonly number[], days: readonly number[]): Guide => ({
    kind: "yearly",
    months,
    days,
    times: nine,
  });
  test.each([
    [monthly([28]), []],
    [monthly([15, 29]), ["leavesOutMonths"]],
    [yearly([2], [28]), []],
    [yearly([2], [29]), ["leapYearsOnly"]],
    [yearly([2], [28, 29]), ["leavesOutMonths"]],
    [yearly([4, 5], [31]), ["leavesOutMonths"]],
    [yearly([12], [31]), []],
    [{ kind: "lastDay", times: nine }, ["notMeasuredEverywhere"]],
    [{ kind: "nthWeekday", nth: 5, weekday: 1, times: nine }, ["notMeasuredEverywhere", "leavesOutMonths"]],
    [{ kind: "nthWeekday", nth: "last", weekday: 1, times: nine }, ["notMeasuredEverywhere"]],
    [{ kind: "daily", times: nine }, []],
  ] satisfies [Guide, string[]][])("of %o are %o", (guide, notes) => {
    expect(guideNotes(guide)).toEqual(notes);
  });
});

test.each(schedulePresets)("the preset “$label” is safe, whatever reads it", ({ guide }) => {
  const schedule = scheduleOf(guide) ?? "";
  expect(guideOf(accept(schedule))).toEqual({ kind: "guide", guide });
  for (const dialect of ["secondsLast", "secondsFirst"] as const) {
    expect(checkSchedule(schedule, { ...settings, timezone: "Europe/Berlin", minimumMinutes: 5, dialect })).toEqual([]);
  }
});
