import { describe, expect, test } from "vitest";
import { lastMark, markAt, nearestMark } from "../../../../media/upcoming/markSearch";
import { svgOf } from "../../../../media/upcoming/picture";
import { layerAround, rowPicture } from "../../../../media/upcoming/rowMarks";
import { panned, rangeAround, ranges, readRange, zoomed } from "../../../../media/upcoming/timeRange";
import { cronOf } from "../../../form/support/upcomingViews";

const hour = 3_600_000;
const now = Date.parse("2027-01-15T10:00:00Z");

describe("the part of time in sight", () => {
  const range = rangeAround(now, ranges.day);

  test("has now in its first quarter", () => {
    expect((now - range.from) / range.length).toBe(0.25);
  });

  test.each([0, 0.25, 1])("keeps the place at %f when it is zoomed", (at) => {
    const kept = range.from + range.length * at;
    const next = zoomed(range, 0.5, at);
    expect(next.length).toBe(range.length / 2);
    expect(next.from + next.length * at).toBe(kept);
  });

  test("is never shorter than an hour or longer than two months", () => {
    expect(zoomed(range, 0, 0.5).length).toBe(hour);
    expect(zoomed(range, 1_000, 0.5).length).toBe(62 * 24 * hour);
  });

  test("is panned by a share, and read back only if it is one", () => {
    expect(panned(range, 0.5)).toEqual({ from: range.from + 12 * hour, length: range.length });
    expect(readRange(range)).toEqual(range);
    for (const wrong of [
      null,
      {},
      { from: "1", length: hour },
      { from: 1, length: 1 },
      { from: Number.NaN, length: hour },
    ]) {
      expect(readRange(wrong)).toBeUndefined();
    }
  });
});

describe("a row", () => {
  const layer = layerAround({ from: now - 6 * hour, length: 24 * hour }, 800);
  const picture = (schedule: string, more: Parameters<typeof cronOf>[2] = {}) =>
    rowPicture(cronOf("x", schedule, more), layer, now);

  test("has its coming runs from now on, at their places, and a band where they would touch", () => {
    const daily = picture("0 12 * * *").marks;
    expect(daily.map(({ count, look, x }) => [look, count, Math.round(x)])).toEqual([
      ["coming", 1, 1033],
      ["coming", 1, 1833],
    ]);
    expect(picture("* * * * *").marks).toMatchObject([{ look: "band", count: 42 * 60 - 1 }]);
  });

  test("is hatched from now on if it is paused, and empty if nobody can know its runs", () => {
    const { running } = cronOf("x", "0 12 * * *");
    expect(picture("0 12 * * *", { running: { ...running, enabled: false } })).toMatchObject({
      marks: [],
      pausedFrom: 1000,
    });
    expect(picture("R 12 * * *")).toMatchObject({ marks: [], isUnknown: true });
  });

  test("finds the mark under the pointer, beside another one, and the last one in sight", () => {
    const { marks } = picture("0 */6 * * *");
    const [first, second] = marks;
    expect(markAt(marks, (first?.x ?? 0) + 3)).toBe(first);
    expect(markAt(marks, (first?.x ?? 0) - 30)).toBeUndefined();
    expect(second && nearestMark(marks, { ...second, first: second.first + hour })).toBe(second);
    expect(lastMark(marks, { from: now, length: 8 * hour })?.first).toBe(Date.parse("2027-01-15T17:00:00Z"));
  });
});

test("a file has a server's texts as text, and none that XML can't have", () => {
  const shape = { kind: "text", text: '<script>&"\u0000\u001b\ud800ok', x: 0, y: 0, color: '"red' } as const;
  const svg = svgOf({ width: 1, height: 1, background: "#fff", font: "a", shapes: [shape] });
  expect(svg).toContain('fill="&quot;red">&lt;script&gt;&amp;&quot;\ufffdok</text>');
});
