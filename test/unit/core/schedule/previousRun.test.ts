import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { previousRun } from "../../../../src/core/schedule/previousRun";
import { timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { accept } from "./accept";
import { arbitrarySchedule } from "./arbitrarySchedule";

const latest = (text: string, zone: string, at: string) => {
  const run = previousRun(accept(text), zone, Date.parse(at));
  return run === undefined ? undefined : new Date(run).toISOString().replace(".000Z", "Z");
};

describe("the latest run that is not after a moment", () => {
  test.each([
    ["the moment itself counts", "0 9 * * *", "UTC", "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z"],
    ["a fraction before does not", "0 9 * * *", "UTC", "2026-03-01T08:59:59.999Z", "2026-02-28T09:00:00Z"],
    ["minutes", "* * * * *", "UTC", "2026-03-01T08:59:59.999Z", "2026-03-01T08:59:00Z"],
    ["seconds", "* * * * * */7", "UTC", "2026-03-01T08:59:13Z", "2026-03-01T08:59:07Z"],
    ["four years back", "0 0 29 2 *", "UTC", "2027-03-01T00:00:00Z", "2024-02-29T00:00:00Z"],
    ["over 2100, which has no leap day", "0 0 29 2 *", "UTC", "2104-02-28T00:00:00Z", "2096-02-29T00:00:00Z"],
    ["the last of a schedule that is over", "0 9 1 1 * 0 2025", "UTC", "2026-06-01T00:00:00Z", "2025-01-01T09:00:00Z"],
    ["moved behind a gap", "30 2 * * *", "America/New_York", "2026-03-08T12:00:00Z", "2026-03-08T07:00:00Z"],
    ["the second of a repeated hour", "30 1 * * *", "America/New_York", "2026-11-01T07:00:00Z", "2026-11-01T06:30:00Z"],
    ["the first of it", "30 1 * * *", "America/New_York", "2026-11-01T06:29:00Z", "2026-11-01T05:30:00Z"],
  ])("%s: %s in %s", (_what, text, zone, at, expected) => {
    expect(latest(text, zone, at)).toBe(expected);
  });

  test("is none where there is none, or none can be known", () => {
    expect(latest("0 0 31 2 *", "UTC", "2026-03-01T00:00:00Z")).toBeUndefined();
    expect(latest("0 9 1 1 * 0 2030", "UTC", "2026-03-01T00:00:00Z")).toBeUndefined();
    expect(latest("R 9 * * *", "UTC", "2026-03-01T00:00:00Z")).toBeUndefined();
    expect(previousRun(accept("* * * * *"), "UTC", Number.NaN)).toBeUndefined();
    expect(() => previousRun(accept("* * * * *"), "Mars/Phobos", 0)).toThrow(RangeError);
  });
});

const anyTime = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2036, 0, 1) });
const anyZone = fc.constantFrom("UTC", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", ...timeZoneNames());

test("is each next run until the one after it", () => {
  fc.assert(
    fc.property(
      arbitrarySchedule,
      anyZone,
      anyTime,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (schedule, zone, from, part) => {
        const runs = nextRuns(schedule, { zone, from, count: 6 });
        runs.forEach((run, index) => {
          expect(previousRun(schedule, zone, run)).toBe(run);
          const next = runs[index + 1];
          if (next === undefined) return;
          expect(previousRun(schedule, zone, next - 1)).toBe(run);
          expect(previousRun(schedule, zone, run + Math.floor((next - run - 1) * part))).toBe(run);
        });
      },
    ),
    { numRuns: 300 },
  );
});
