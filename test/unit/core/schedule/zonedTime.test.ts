import { describe, expect, test } from "vitest";
import type { OffsetPeriod, TimeZone } from "../../../../src/core/schedule/timeZone";
import { placeCivilTime } from "../../../../src/core/schedule/zonedTime";

const hour = 3_600;
const forward = 1_000_000 * hour;
const back = forward + 5_000 * hour;

/** One hour ahead of UTC, two from `forward` to `back`, then one again; with an end at which nothing changes. */
const periods: readonly OffsetPeriod[] = [
  { start: Number.NEGATIVE_INFINITY, end: forward - 2 * hour, offset: hour },
  { start: forward - 2 * hour, end: forward, offset: hour },
  { start: forward, end: back, offset: 2 * hour },
  { start: back, end: Number.POSITIVE_INFINITY, offset: hour },
];
const zone: TimeZone = {
  name: "Test/Zone",
  periodAt: (instant) => periods.find(({ end }) => instant < end) as OffsetPeriod,
};

describe("where a civil time is in real time", () => {
  test.each([
    ["long before a change", -1_000 * hour, -1_001 * hour, hour],
    ["a second before the gap", hour - 1, -1, hour],
    ["at the end of the gap", 2 * hour, 0, 2 * hour],
    ["long after it", 1_000 * hour, 998 * hour, 2 * hour],
  ])("%s", (_when, civil, instant, offset) => {
    expect(placeCivilTime(zone, forward + civil, 0)).toEqual({ instant: forward + instant, offset });
  });

  test.each([
    [0, 0],
    [1, 1],
    [30 * 60 + 15, 15],
    [59 * 60, 0],
    [59 * 60 + 59, 59],
  ])("%d s into the gap moves on by whole minutes, to %d s after it", (skipped, seconds) => {
    expect(placeCivilTime(zone, forward + hour + skipped, 0)).toEqual({
      instant: forward + seconds,
      offset: 2 * hour,
      gapEnd: forward + 2 * hour,
    });
  });

  const shownTwice = back + hour + 600;
  const first = { instant: back - hour + 600, offset: 2 * hour };
  const second = { instant: back + 600, offset: hour };

  test.each([
    ["long before", 0, first],
    ["a second before the first", first.instant - 1, first],
    ["at the first", first.instant, second],
    ["after both", second.instant + 1, second],
  ])("shown twice, asked %s: the first if it is in the future, else the second", (_when, now, place) => {
    expect(placeCivilTime(zone, shownTwice, now)).toEqual(place);
  });

  test.each([
    ["the last second that is shown once", back + hour - 1, { instant: back - hour - 1, offset: 2 * hour }],
    ["the first that is shown twice", back + hour, { instant: back - hour, offset: 2 * hour }],
    ["the last that is shown twice", back + 2 * hour - 1, { instant: back - 1, offset: 2 * hour }],
    ["the first that is shown once again", back + 2 * hour, { instant: back + hour, offset: hour }],
  ])("%s", (_when, civil, place) => {
    expect(placeCivilTime(zone, civil, 0)).toEqual(place);
  });

  test("shown once before the change, and already past, still exists", () => {
    const over = placeCivilTime(zone, back + hour - 1, back);
    expect(over).toEqual({ instant: back - hour - 1, offset: 2 * hour });
  });
});
