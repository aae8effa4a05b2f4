import { describe, expect, test } from "vitest";
import { relativeTime } from "../../../src/platform/timeWords";

const minute = 60_000;

describe("relativeTime", () => {
  test.each([
    [45_000, "in 1m", "in 1 minute"],
    [119_000, "in 1m", "in 1 minute"],
    [89.9 * minute, "in 89m", "in 89 minutes"],
    [179 * minute, "in 2h", "in 2 hours"],
    [36 * 60 * minute, "in 1d", "in 1 day"],
    [-5 * minute, "5m ago", "5 minutes ago"],
    [-1_000, "1m ago", "1 minute ago"],
    [0, "in 1m", "in 1 minute"],
  ])("%d ms", (distance, narrow, long) => {
    const now = Date.parse("2026-11-23T00:00:00Z");
    expect(relativeTime(now + distance, now, "en", "narrow")).toBe(narrow);
    expect(relativeTime(now + distance, now, "en", "long")).toBe(long);
  });

  test("speaks the user's language", () => {
    expect(relativeTime(7_200_000, 0, "de", "long")).toBe("in 2 Stunden");
  });
});
