import { describe, expect, test } from "vitest";
import { findTimeZone } from "../../../../src/core/schedule/timeZone";
import { axisTicks } from "../../../../src/core/upcoming/axisTicks";
import { findOverlaps, type TimedCron } from "../../../../src/core/upcoming/overlaps";
import { type SeenKind, seenSpans } from "../../../../src/core/upcoming/seenSpans";

const at = (text: string) => Date.parse(text);
const minute = 60_000;
const hour = 60 * minute;

describe("runs of one thread that overlap", () => {
  const from = at("2027-01-15T00:00:00Z") - 1;
  const timed = (schedule: string, takes: number | undefined, threadId: string | null = "t"): TimedCron => ({
    schedule,
    timezone: null,
    end_time: null,
    enabled: true,
    dialect: "secondsLast",
    threadId,
    takes,
  });
  const found = (...crons: readonly TimedCron[]) =>
    findOverlaps(crons, from, from + 24 * hour).map(({ first, second, at: time }) => [
      crons.indexOf(first),
      crons.indexOf(second),
      new Date(time).toISOString().slice(11, 16),
    ]);

  test.each<[string, readonly TimedCron[], readonly unknown[]]>([
    ["due at the same moment", [timed("0 9 * * *", undefined), timed("0 * * * *", undefined)], [[0, 1, "09:00"]]],
    [
      "due before the other has ended",
      [timed("0 9 * * *", 11 * minute), timed("10 * * * *", undefined)],
      [[0, 1, "09:10"]],
    ],
    ["due when it has", [timed("0 9 * * *", 10 * minute), timed("10 * * * *", undefined)], []],
    ["on other threads", [timed("0 9 * * *", hour, "t"), timed("0 9 * * *", hour, "u")], []],
    ["without a thread", [timed("0 9 * * *", hour, null), timed("0 9 * * *", hour, null)], []],
    ["of one cron, which takes longer than its runs are apart", [timed("*/5 * * * *", 6 * minute)], [[0, 0, "00:05"]]],
    ["of one cron with time enough", [timed("*/5 * * * *", 4 * minute)], []],
  ])("%s", (_what, crons, expected) => {
    expect(found(...crons)).toEqual(expected);
  });
});

describe("past runs", () => {
  const mark = (start: number, end: number | undefined, kind: SeenKind) => ({ runId: `${start}`, start, end, kind });
  const window = { from: 0, to: 100, apart: 5 };
  const spans = (...marks: readonly ReturnType<typeof mark>[]) =>
    seenSpans(marks, window, 90).map(({ first, last, marks: of }) => [first, last, of.map(({ kind }) => kind).join()]);

  test("are one span where they would touch, in any order", () => {
    expect(spans(mark(30, 33, "good"), mark(10, 12, "good"), mark(14, 15, "good"))).toEqual([
      [10, 15, "good,good"],
      [30, 33, "good"],
    ]);
  });

  test("that failed are not hidden among those that went well", () => {
    expect(spans(mark(10, 12, "good"), mark(13, 14, "bad"), mark(15, 16, "good"))).toEqual([
      [10, 12, "good"],
      [13, 14, "bad"],
      [15, 16, "good"],
    ]);
  });

  test("reach until now if they run, and are left out where the window has none of them", () => {
    expect(spans(mark(80, undefined, "busy"), mark(-9, -3, "good"), mark(-9, 2, "bad"), mark(100, 101, "bad"))).toEqual(
      [
        [-9, 2, "bad"],
        [80, 90, "busy"],
      ],
    );
  });
});

describe("the axis", () => {
  const ticks = (zone: string, from: string, to: string, most: number) => {
    const found = findTimeZone(zone);
    if (found === undefined) throw new Error(zone);
    return axisTicks(found, at(from), at(to), most).map((tick) => new Date(tick.at).toISOString().slice(5, 16));
  };

  test("has round times of its zone", () => {
    expect(ticks("Asia/Kolkata", "2027-01-15T00:00:00Z", "2027-01-15T12:00:00Z", 4)).toEqual([
      "01-15T00:30",
      "01-15T03:30",
      "01-15T06:30",
      "01-15T09:30",
    ]);
  });

  test("has each day once, also where it is shorter", () => {
    expect(ticks("Europe/Berlin", "2027-03-27T00:00:00Z", "2027-03-30T00:00:00Z", 4)).toEqual([
      "03-27T23:00",
      "03-28T22:00",
      "03-29T22:00",
    ]);
  });

  test("leaves out the hour that the clocks skip, and shows the repeated one once", () => {
    expect(ticks("Europe/Berlin", "2027-03-28T00:00:00Z", "2027-03-28T03:00:00Z", 3)).toEqual([
      "03-28T00:00",
      "03-28T01:00",
      "03-28T02:00",
    ]);
    expect(ticks("Europe/Berlin", "2027-10-31T00:00:00Z", "2027-10-31T03:00:00Z", 3)).toEqual([
      "10-31T00:00",
      "10-31T02:00",
    ]);
  });

  test("begins weeks on Mondays", () => {
    expect(ticks("UTC", "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z", 5)).toEqual([
      "01-04T00:00",
      "01-11T00:00",
      "01-18T00:00",
      "01-25T00:00",
    ]);
  });
});
