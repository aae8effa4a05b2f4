import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countRuns } from "../../../../src/core/schedule/countRuns";
import { cronRuns, type RunningCron } from "../../../../src/core/schedule/cronRuns";
import { timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { type RunSpan, runSpans } from "../../../../src/core/upcoming/runSpans";
import { runningCron as cron } from "../../../fixtures/runningCron";
import { arbitrarySchedule } from "../schedule/arbitrarySchedule";

const at = (text: string) => Date.parse(text);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const mostListed = 3_000;

/** What the spans must be: all runs, joined where they are nearer than `apart`. */
function joined(runs: readonly number[], apart: number): readonly RunSpan[] {
  const spans: RunSpan[] = [];
  for (const run of runs) {
    const before = spans.at(-1);
    if (before === undefined || run - before.last >= apart) spans.push({ first: run, last: run, count: 1 });
    else spans[spans.length - 1] = { first: before.first, last: run, count: before.count + 1 };
  }
  return spans;
}

const changing = ["Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca", "Antarctica/Troll"];
const moments = fc.integer({ min: at("2025-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") });
const dates = fc.option(moments.map((moment) => new Date(moment).toISOString()));
const crons: fc.Arbitrary<RunningCron> = fc.record({
  schedule: fc.oneof(
    arbitrarySchedule.map(({ text }) => text),
    fc.constantFrom("30 2 * * *", "*/15 1-3 * * *", "* * * * *", "0 0 * * *", "0,30 9-17 * * 1-5", "*/7 * * * * */9"),
  ),
  timezone: fc.constantFrom(...changing, ...changing, ...timeZoneNames()),
  end_time: dates,
  enabled: fc.boolean().map((paused) => !paused),
  dialect: fc.constantFrom("secondsLast" as const, "secondsFirst" as const),
  nextRunDate: dates,
});
const distances = fc.constantFrom(1_000, 40_000, minute, 5 * minute, 20 * minute, hour, 9 * hour, 2 * day);

test("the spans are the listed runs, joined where they would touch, over zones, clock changes and ends", () => {
  fc.assert(
    fc.property(crons, moments, fc.integer({ min: 1, max: 70 * 24 }), distances, (each, from, hours, apart) => {
      const { runs, end } = cronRuns(each, { from, count: mostListed });
      const listed = runs.length === mostListed ? (runs.at(-1) ?? 0) : Number.POSITIVE_INFINITY;
      const to = Math.min(from + hours * hour, listed);
      const found = runSpans(each, { from, to, apart });
      if (end.kind === "unknown") expect(found ?? []).toEqual([]);
      else
        expect(found).toEqual(
          joined(
            runs.filter((run) => run < to),
            apart,
          ),
        );
    }),
    { numRuns: 150 },
  );
});

test("a band's count is what is counted between its ends, a year of each second too", () => {
  fc.assert(
    fc.property(crons, moments, fc.integer({ min: 1, max: 366 }), distances, (each, from, days, apart) => {
      const to = from + days * day;
      const found = runSpans(each, { from, to, apart });
      if (found === undefined) return;
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(countRuns(each, from, to));
      for (const { count, first, last } of found.slice(0, 20)) {
        expect(countRuns(each, Math.max(from, first - 1), Math.min(to, last + 1))).toBe(count);
      }
    }),
    { numRuns: 60 },
  );
});

describe("a night in which the clocks change", () => {
  const night = { from: at("2027-10-30T22:00:00Z") - 1, to: at("2027-10-31T05:00:00Z"), apart: 45 * minute };

  test("has the repeated hour twice", () => {
    expect(runSpans(cron("30 2 * * *"), night)).toEqual([
      { first: at("2027-10-31T00:30:00Z"), last: at("2027-10-31T00:30:00Z"), count: 1 },
      { first: at("2027-10-31T01:30:00Z"), last: at("2027-10-31T01:30:00Z"), count: 1 },
    ]);
    expect(runSpans(cron("*/30 2 * * *"), night)).toEqual([
      { first: at("2027-10-31T00:00:00Z"), last: at("2027-10-31T01:30:00Z"), count: 4 },
    ]);
  });
});

test("a paused cron has none, and of one that is not understood nothing is known", () => {
  const window = { from: 0, to: day, apart: minute };
  expect(runSpans(cron("* * * * *", { enabled: false }), window)).toEqual([]);
  expect(runSpans(cron("R * * * *"), window)).toBeUndefined();
  expect(runSpans(cron("* * * * *", { timezone: "Mars/Base" }), window)).toBeUndefined();
});
