import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countRuns } from "../../../../src/core/schedule/countRuns";
import { cronRuns, type RunningCron } from "../../../../src/core/schedule/cronRuns";
import { scheduleOf } from "../../../../src/core/schedule/guide/scheduleOf";
import { monthAt, monthOfRuns } from "../../../../src/core/schedule/monthOfRuns";
import { findTimeZone, timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { runningCron as cron } from "../../../fixtures/runningCron";
import { arbitrarySchedule } from "./arbitrarySchedule";
import { arbitraryGuide } from "./guide/arbitraryGuide";

const at = (text: string) => Date.parse(text);
const day = 86_400_000;
const mostListed = 1_500;

const zones = [
  ...["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Havana", "Asia/Beirut"],
  ...["Africa/Cairo", "Europe/Dublin", "America/Santiago", "Antarctica/Troll", "UTC", ...timeZoneNames()],
];
const moments = fc.integer({ min: at("2025-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") });
const schedules = fc.oneof(
  arbitrarySchedule.map(({ text }) => text),
  arbitraryGuide.map((guide) => scheduleOf(guide) ?? ""),
  fc.constantFrom("30 2 * * *", "0 * * * *", "*/15 * * * *", "0 0 * * *", "30 1,2 * * 0", "* * * * *", "0 0 29 2 *"),
);
const crons = fc.record({
  schedule: schedules,
  timezone: fc.constantFrom(...zones),
  end_time: fc.option(moments.map((moment) => new Date(moment).toISOString())),
  enabled: fc.boolean().map((paused) => !paused),
  dialect: fc.constantFrom("secondsLast" as const, "secondsFirst" as const),
  nextRunDate: fc.option(moments.map((moment) => new Date(moment).toISOString())),
});

test("counts the runs that are listed, over zones, clock changes and ends", () => {
  fc.assert(
    fc.property(crons, moments, fc.integer({ min: 1, max: 100 * 24 }), (each, from, hours) => {
      const { runs, end } = cronRuns(each, { from, count: mostListed });
      const listed = runs.length === mostListed ? (runs.at(-1) ?? 0) : Number.POSITIVE_INFINITY;
      const to = Math.min(from + hours * 3_600_000, listed);
      const expected = end.kind === "unknown" ? undefined : runs.filter((run) => run < to).length;
      expect(countRuns(each, from, to)).toBe(expected);
    }),
    { numRuns: 100 },
  );
});

test("a year's count is the listed year, for every schedule that a guide builds", () => {
  fc.assert(
    fc.property(arbitraryGuide, fc.constantFrom(...zones), moments, (guide, timezone, from) => {
      const each = cron(scheduleOf(guide) ?? "", { timezone });
      const { runs } = cronRuns(each, { from, count: mostListed });
      const to = Math.min(from + 365 * day, runs.length === mostListed ? (runs.at(-1) ?? 0) : Number.POSITIVE_INFINITY);
      expect(countRuns(each, from, to)).toBe(runs.filter((run) => run < to).length);
    }),
    { numRuns: 100 },
  );
});

describe("the coming runs", () => {
  const now = at("2026-11-26T12:00:00Z");
  const runsAhead = (of: RunningCron) => {
    const [month, year] = [30, 365].map((days) => countRuns(of, now, now + days * day + 1));
    return month === undefined || year === undefined ? undefined : { month, year };
  };

  test.each([
    ["0 9 * * *", { month: 30, year: 365 }],
    ["*/15 * * * *", { month: 2880, year: 35_040 }],
    ["* * * * * *", { month: 2_592_000, year: 31_536_000 }],
    ["0 9 1 1 *", { month: 0, year: 1 }],
    ["0 9 * * 1-5", { month: 21, year: 261 }],
    ["0 0 31 2 *", { month: 0, year: 0 }],
    ["R 9 * * *", undefined],
    ["61 * * * *", undefined],
  ])("of %s are %o", (schedule, runs) => {
    expect(runsAhead(cron(schedule))).toEqual(runs);
  });

  test("are unknown in an unknown zone", () => {
    expect(runsAhead(cron("0 9 * * *", { timezone: "Mars/Base" }))).toBeUndefined();
  });
});

describe("a month's calendar", () => {
  const march = (schedule: string, timezone: string) =>
    monthOfRuns(cron(schedule, { timezone }), { year: 2027, month: 3, from: 0 });

  test("has the runs of each day, and the change of the clock", () => {
    const found = march("0 * * * *", "Europe/Berlin");
    expect(found).toMatchObject({ year: 2027, month: 3, firstWeekday: 1, runs: 31 * 24 - 1 });
    expect(found?.days.filter(({ runs }) => runs !== 24).map(({ day: number, runs }) => [number, runs])).toEqual([
      [28, 23],
    ]);
    const change = { instant: at("2027-03-28T01:00:00Z") / 1000, before: 3600, after: 7200 };
    expect(found?.days.filter(({ changes }) => changes.length > 0)).toEqual([
      { day: 28, runs: 23, changes: [change], isLeftOut: false },
    ]);
  });

  test("marks a moved run's day, and an hour that comes twice", () => {
    expect(march("30 2 * * *", "Europe/Berlin")?.days[27]).toMatchObject({
      day: 28,
      runs: 1,
      changes: [{ after: 7200 }],
    });
    const autumn = monthOfRuns(cron("30 2 * * *"), { year: 2027, month: 10, from: 0 });
    expect(autumn?.days[30]).toMatchObject({ day: 31, runs: 2, changes: [{ before: 7200, after: 3600 }] });
  });

  test("has no runs before a moment", () => {
    const found = monthOfRuns(cron("0 9 * * *"), { year: 2027, month: 3, from: at("2027-03-10T12:00:00Z") });
    expect(found?.days.map(({ runs }) => runs)).toEqual([...Array(10).fill(0), ...Array(21).fill(1)]);
  });

  test("knows the day that Apia left out", () => {
    const found = monthOfRuns(cron("0 12 * * *", { timezone: "Pacific/Apia" }), { year: 2011, month: 12, from: 0 });
    expect(found?.days.filter(({ isLeftOut }) => isLeftOut)).toMatchObject([
      { day: 30, runs: 0, changes: [{ instant: 1_325_239_200 }] },
    ]);
    expect(found?.days[28]?.runs).toBe(1);
  });

  test("is unknown where the runs are", () => {
    expect(march("R 9 * * *", "UTC")).toBeUndefined();
    expect(march("0 9 * * *", "Mars/Base")).toBeUndefined();
  });

  test("has each run on the day that the clocks show", () => {
    fc.assert(
      fc.property(schedules, fc.constantFrom(...zones), moments, (schedule, timezone, moment) => {
        const each = cron(schedule, { timezone });
        const { year, month } = monthAt(timezone, moment);
        const found = monthOfRuns(each, { year, month, from: 0 });
        const begin = Date.UTC(year, month - 1, 1) - 2 * day;
        const { runs, end } = cronRuns(each, { from: begin, count: mostListed });
        if (end.kind === "unknown" || runs.length === mostListed) return;
        const zone = findTimeZone(timezone);
        const shown = runs.map((run) => new Date(run + (zone?.periodAt(run / 1000).offset ?? 0) * 1000).toISOString());
        const prefix = `${year}-${String(month).padStart(2, "0")}-`;
        const expected = found?.days.map(
          ({ day: number }) =>
            shown.filter((text) => text.startsWith(`${prefix}${String(number).padStart(2, "0")}`)).length,
        );
        expect(found?.days.map(({ runs: count }) => count)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
