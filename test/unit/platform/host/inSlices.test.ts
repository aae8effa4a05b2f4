import { afterEach, expect, test, vi } from "vitest";
import { inSlices } from "../../../../src/platform/host/inSlices";

/** Work of so many pieces of a millisecond each, by a clock of its own; each turn of the event loop is noted. */
function clocked() {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const slices: number[] = [];
  let turn = setImmediate(function nextTurn() {
    slices.push(0);
    turn = setImmediate(nextTurn);
  });
  slices.push(0);
  function* work(pieces: number): Generator<void, number> {
    for (let piece = 0; piece < pieces; piece += 1) {
      now += 1;
      slices[slices.length - 1] = (slices.at(-1) ?? 0) + 1;
      yield;
    }
    return pieces;
  }
  return { work, slices: () => slices.filter((slice) => slice > 0), stop: () => clearImmediate(turn) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

test("small work is done without a pause", async () => {
  const { slices, stop, work } = clocked();
  expect(await inSlices(work(3))).toBe(3);
  stop();
  expect(slices()).toEqual([3]);
});

test("big work lets others run every few milliseconds, between its end and what comes after it too", async () => {
  const { slices, stop, work } = clocked();
  expect([await inSlices(work(10)), await inSlices(work(6))]).toEqual([10, 6]);
  stop();
  expect(slices()).toEqual([4, 4, 2, 4, 2]);
});

test("work that nobody needs any more is stopped", async () => {
  const { slices, stop, work } = clocked();
  expect(await inSlices(work(10), () => slices().length < 2)).toBeUndefined();
  stop();
  expect(slices()).toEqual([4, 4]);
});
