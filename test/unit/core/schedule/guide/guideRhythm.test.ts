import { expect, it } from "vitest";
import { guideOf } from "../../../../../src/core/schedule/guide/guideOf";
import { guideRhythm } from "../../../../../src/core/schedule/guide/guideRhythm";
import { parseSchedule } from "../../../../../src/core/schedule/parseSchedule";

it.each([
  ["* * * * *", "every-minute"],
  ["*/15 * * * *", "every-15-minutes"],
  ["@hourly", "hourly"],
  ["30 */6 * * *", "every-6-hours"],
  ["0 9 * * *", "daily"],
  ["0 9 * * mon-fri", "weekdays"],
  ["0 9 * * 0,6", "weekends"],
  ["0 9 * * 0", "sundays"],
  ["0 9 * * 1,3", "weekly"],
  ["0 9 1,15 * *", "monthly"],
  ["0 9 L * *", "monthly"],
  ["0 9 * * 1#1", "monthly"],
  ["0 9 24 12 *", "yearly"],
  ["0 9 1 1,7 *", ""],
])("%s is called %s", (text, rhythm) => {
  const parsed = parseSchedule(text, "secondsLast");
  const reading = parsed.ok ? guideOf(parsed.value) : undefined;
  expect(reading?.kind === "guide" && guideRhythm(reading.guide)).toBe(rhythm);
});
