import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DrawSoon } from "../../../../src/platform/host/drawSoon";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("what is asked for together is drawn once, and later again", () => {
  const draw = vi.fn();
  const soon = new DrawSoon(draw, 100);
  soon.ask();
  vi.advanceTimersByTime(99);
  soon.ask();
  expect(draw).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(draw).toHaveBeenCalledOnce();
  soon.ask();
  vi.advanceTimersByTime(100);
  expect(draw).toHaveBeenCalledTimes(2);
});

test("after its end nothing is drawn of what was asked for", () => {
  const draw = vi.fn();
  const soon = new DrawSoon(draw, 100);
  soon.ask();
  soon.dispose();
  vi.advanceTimersByTime(1_000);
  expect(draw).not.toHaveBeenCalled();
});
