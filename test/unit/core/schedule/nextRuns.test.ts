import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countBetween } from "../../../../src/core/schedule/countBetween";
import { nextRuns, runsAfter } from "../../../../src/core/schedule/nextRuns";
import { findTimeZone, timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { accept } from "./accept";
import { arbitrarySchedule } from "./arbitrarySchedule";

function runs(text: string, zone: string, from: string, count: number): readonly string[] {
  const found = nextRuns(accept(text), { zone, from: Date.parse(from), count });
  return found.map((run) => new Date(run).toISOString().replace(".000Z", "Z"));
}

describe("runs when the server runs", () => {
  const rows: readonly (readonly [why: string, text: string, zone: string, from: string, runs: readonly string[]])[] = [
    ["the start itself does not count", "0 9 * * *", "UTC", "2026-03-01T09:00:00Z", ["2026-03-02T09:00:00Z"]],
    ["a fraction before does", "0 9 * * *", "UTC", "2026-03-01T08:59:59.999Z", ["2026-03-01T09:00:00Z"]],
    [
      "seconds come last",
      "*/30 * * * * *",
      "UTC",
      "2026-03-01T00:00:59Z",
      ["2026-03-01T00:30:00Z", "2026-03-01T00:30:01Z"],
    ],
    [
      "either day field will do",
      "0 0 13 * 5",
      "UTC",
      "2026-03-10T00:00:00Z",
      ["2026-03-13T00:00:00Z", "2026-03-20T00:00:00Z"],
    ],
    [
      "with # the day of month does not count",
      "0 0 13 * 5#2",
      "UTC",
      "2026-03-01T12:00:00Z",
      ["2026-03-13T00:00:00Z", "2026-04-10T00:00:00Z"],
    ],
    [
      "31W is the last weekday",
      "0 0 31W * *",
      "UTC",
      "2026-01-01T00:00:00Z",
      ["2026-01-30T00:00:00Z", "2026-02-27T00:00:00Z"],
    ],
    ["1W never leaves the month", "0 0 1W 8 *", "UTC", "2026-01-01T00:00:00Z", ["2026-08-03T00:00:00Z"]],
    [
      "29 February in its leap years, not in 2100",
      "0 0 29 2 *",
      "UTC",
      "2096-01-01T00:00:00Z",
      ["2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z"],
    ],
    [
      "the gap moves a run to its end",
      "30 2 * * *",
      "America/New_York",
      "2026-03-08T00:00:00Z",
      ["2026-03-08T07:00:00Z", "2026-03-09T06:30:00Z"],
    ],
    [
      "every hour, the gap is left out",
      "30 * * * *",
      "America/New_York",
      "2026-03-08T06:00:00Z",
      ["2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z"],
    ],
    [
      "the repeated hour runs twice",
      "30 1 * * *",
      "America/New_York",
      "2026-11-01T00:00:00Z",
      ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"],
    ],
    [
      "half an hour is repeated in Lord Howe",
      "45 1 * * *",
      "Australia/Lord_Howe",
      "2026-04-04T12:00:00Z",
      ["2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"],
    ],
    [
      "cron-parser gives up here",
      "5 4 * * 0",
      "Australia/Lord_Howe",
      "2026-04-03T00:00:00Z",
      ["2026-04-04T17:35:00Z", "2026-04-11T17:35:00Z"],
    ],
    [
      "Apia skipped a whole day",
      "0 12 * * *",
      "Pacific/Apia",
      "2011-12-29T21:00:00Z",
      ["2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z"],
    ],
    [
      "after a run that the gap has moved past the day's last time comes next year's",
      "30 2 * 3 0",
      "Europe/Berlin",
      "2030-03-31T00:00:00Z",
      ["2030-03-31T01:00:00Z", "2031-03-02T01:30:00Z"],
    ],
    [
      "as where the clock changes within an hour",
      "2 0-3 * */4 0",
      "NZ-CHAT",
      "2031-09-27T13:17:00Z",
      ["2031-09-27T14:00:00Z", "2032-01-03T10:17:00Z"],
    ],
    ["a last run inside the gap is never found", "30 2 8 3 * 0 2026", "America/New_York", "2026-03-08T06:45:00Z", []],
  ];
  test.each(rows)("%s: %s in %s", (_why, text, zone, from, expected) => {
    expect(runs(text, zone, from, Math.max(expected.length, 1))).toEqual(expected);
  });

  test.each(["0 0 31 2 *", "59 23 31 11 *", "0 0 31 2 1#2", "0 0 1 * 5#2", "0 0 * * * 0 1999", "R 0 * * *"])(
    "%s never runs",
    (text) => {
      expect(runs(text, "UTC", "2026-01-01T00:00:00Z", 10)).toEqual([]);
    },
  );

  test("looks fifty years ahead and no further", () => {
    expect(runs("0 0 1 1 * 0 2076", "UTC", "2026-06-01T00:00:00Z", 1)).toEqual(["2076-01-01T00:00:00Z"]);
    expect(runs("0 0 1 1 * 0 2077", "UTC", "2026-06-01T00:00:00Z", 1)).toEqual([]);
  });

  test("refuses a zone that it does not know", () => {
    const ask = () => runs("* * * * *", "Mars/Phobos", "2026-01-01T00:00:00Z", 1);
    expect(ask).toThrow(new RangeError("Unknown time zone: Mars/Phobos"));
    expect(() => countBetween(accept("* * * * *"), "Mars/Phobos", 0, 1)).toThrow(RangeError);
  });

  test.each([0, -1])("gives none if %d are requested", (count) => {
    expect(runs("* * * * *", "UTC", "2026-01-01T00:00:00Z", count)).toEqual([]);
  });

  test("counts the runs before a moment, not the one at it", () => {
    const count = (text: string, to: string) =>
      countBetween(accept(text), "UTC", Date.parse("2026-01-01T09:00:00Z"), Date.parse(to));
    expect(count("0 9 * * *", "2026-01-02T09:00:00Z")).toBe(0);
    expect(count("0 9 * * *", "2026-01-02T09:00:01Z")).toBe(1);
    expect(count("*/10 9 * * *", "2026-01-01T09:30:00Z")).toBe(2);
    expect(count("* * * * * *", "2026-01-11T09:00:00Z")).toBe(10 * 86_400 - 1);
  });

  test("knows the years 1 to 9891", () => {
    const [yearOne, last] = [-62_135_596_800_000, 250_000_000_000_000];
    const daily = (from: number) => nextRuns(accept("0 0 * * *"), { zone: "UTC", from, count: 1 });
    expect(daily(yearOne)).toEqual([yearOne + 86_400_000]);
    expect(daily(yearOne - 1)).toEqual([]);
    expect(daily(last - 1)).toHaveLength(1);
    expect(daily(last)).toEqual([]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -8.64e15, 8.64e15])("finds nothing from %d on, at once", (from) => {
    expect(nextRuns(accept("* * * * *"), { zone: "Europe/Berlin", from, count: 10 })).toEqual([]);
  });
});

const start = Date.UTC(2026, 0, 1);
const anyTime = fc.integer({ min: start, max: Date.UTC(2036, 0, 1) });
const anyZone = fc.constantFrom(
  "UTC",
  "America/New_York",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  ...timeZoneNames().slice(0, 30),
);

test("runs come one after another, after the start, and continue the same from any run on", () => {
  fc.assert(
    fc.property(arbitrarySchedule, anyZone, anyTime, (schedule, zone, from) => {
      const found = nextRuns(schedule, { zone, from, count: 12 });
      expect([from, ...found].every((run, index, all) => index === 0 || run > (all[index - 1] ?? 0))).toBe(true);
      const [first] = found;
      if (first === undefined) return;
      expect(nextRuns(schedule, { zone, from: first, count: 11 })).toEqual(found.slice(1));
    }),
    { numRuns: 300 },
  );
});

/** The next change of a zone's clock, if there is one within a few years. */
function changeAfter(name: string, from: number): number | undefined {
  const zone = findTimeZone(name);
  let period = zone?.periodAt(from / 1000);
  for (let tries = 0; zone !== undefined && period !== undefined && tries < 8; tries += 1) {
    if (!Number.isFinite(period.end)) return undefined;
    const next = zone.periodAt(period.end);
    if (next.offset !== period.offset) return period.end * 1000;
    period = next;
  }
  return undefined;
}

test("equal the search for each next one alone, around every kind of clock change", () => {
  // In the first the missing hour ends at midnight: what it moves comes to a day that may not be allowed.
  const zones = ["America/Scoresbysund", "America/Nuuk", "Asia/Beirut", "Pacific/Apia", "Australia/Lord_Howe"];
  const hours = fc.constantFrom("23", "22-23", "0", "0,23", "*", "1-3", "*/5");
  const days = fc.constantFrom("*", "*/7", "*/2", "8-14", "L", "25-31");
  const weekdays = fc.constantFrom("*", "6", "0", "5");
  const evenings = fc
    .tuple(fc.constantFrom("0", "*/20", "30", "21/40"), hours, days, fc.constant("*"), weekdays)
    .map((fields) => accept(fields.join(" ")));
  fc.assert(
    fc.property(
      fc.oneof(evenings, arbitrarySchedule),
      fc.oneof(fc.constantFrom(...zones), anyZone),
      anyTime,
      fc.integer({ min: -40, max: 2 }),
      (schedule, zone, near, hoursBefore) => {
        const from = (changeAfter(zone, near) ?? near) + hoursBefore * 3_600_000;
        const found = nextRuns(schedule, { zone, from, count: 12 });
        const alone = found.map(
          (_, index) => nextRuns(schedule, { zone, from: found[index - 1] ?? from, count: 1 })[0],
        );
        expect(found).toEqual(alone);
      },
    ),
    { numRuns: 500 },
  );
});

test("also if the clock changes on the last possible day", () => {
  const zones = ["Europe/Berlin", "America/New_York", "NZ-CHAT", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Beirut"];
  const days = fc.constantFrom("*", "8-14", "25-31");
  const weekday = fc.constantFrom("*", "0", "6", "5");
  const hours = fc.constantFrom("0", "1", "2", "3", "0-3", "*/2");
  const months = fc.constantFrom("3", "4", "9", "10", "*/6");
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.tuple(fc.integer({ min: 0, max: 59 }), hours, days, months, weekday),
      fc.integer({ min: 2026, max: 2036 }),
      (zone, fields, year) => {
        const schedule = accept(fields.join(" "));
        const found = nextRuns(schedule, { zone, from: Date.UTC(year, 2, 1), count: 250 });
        expect(found.every((run, index, all) => index === 0 || run > (all[index - 1] ?? 0))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test("counts as many runs as there are", () => {
  fc.assert(
    fc.property(
      arbitrarySchedule,
      anyZone,
      anyTime,
      fc.integer({ min: 1, max: 200 }),
      (schedule, zone, from, hours) => {
        const to = from + hours * 3_600_000;
        let count = 0;
        for (const run of runsAfter(schedule, { zone, from })) {
          if (run >= to || count > 20_000) break;
          count += 1;
        }
        if (count <= 20_000) expect(countBetween(schedule, zone, from, to)).toBe(count);
      },
    ),
    { numRuns: 200 },
  );
});
