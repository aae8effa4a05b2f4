import { describe, expect, test } from "vitest";
import { relativeTime } from "../../../../src/platform/words/timeWords";

const minute = 60_000;
const day = 24 * 60 * minute;

describe("relativeTime", () => {
  test.each([
    [45_000, "in 1m", "in 1 minute"],
    [119_000, "in 1m", "in 1 minute"],
    [89.9 * minute, "in 89m", "in 89 minutes"],
    [179 * minute, "in 2h", "in 2 hours"],
    [36 * 60 * minute, "in 1d", "in 1 day"],
    [31 * day, "in 31d", "in 31 days"],
    [60 * day, "in 60d", "in 60 days"],
    [92 * day, "in 3mo", "in 3 months"],
    [365 * day, "in 12mo", "in 12 months"],
    [729 * day, "in 23mo", "in 23 months"],
    [731 * day, "in 2y", "in 2 years"],
    [4_783 * day, "in 13y", "in 13 years"],
    [28 * 365.25 * day, "in 28y", "in 28 years"],
    [-5 * minute, "5m ago", "5 minutes ago"],
    [-400 * day, "13mo ago", "13 months ago"],
    [-1_000, "1m ago", "1 minute ago"],
    [0, "in 1m", "in 1 minute"],
  ])("%d ms", (distance, narrow, long) => {
    const now = Date.parse("2026-11-23T00:00:00Z");
    expect(relativeTime(now + distance, now, "en", "narrow")).toBe(narrow);
    expect(relativeTime(now + distance, now, "en", "long")).toBe(long);
  });

  test("speaks the user's language", () => {
    expect(relativeTime(7_200_000, 0, "de", "long")).toBe("in 2 Stunden");
    expect(relativeTime(4_783 * day, 0, "de", "long")).toBe("in 13 Jahren");
    expect(relativeTime(100 * day, 0, "ja", "long")).toBe("3 か月後");
  });

  test("no number of four digits in the next thousand years", () => {
    for (let days = 1; days < 360_000; days = Math.ceil(days * 1.1)) {
      expect(relativeTime(days * day, 0, "en", "long")).toMatch(/^in \d{1,3} [a-z]+$/);
    }
  });
});
