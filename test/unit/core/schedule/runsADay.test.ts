import { expect, test } from "vitest";
import { runsADay } from "../../../../src/core/schedule/runsADay";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { computeClock } from "../../../support/computeClock";

const from = Date.parse("2026-11-23T12:00:00Z");
const cron = { schedule: "0 9 * * *", timezone: null, end_time: null, enabled: true, dialect: standardDialect };

test.each([
  ["0 9 * * *", 1],
  ["0 9 * * 1-5", 5 / 7],
  ["0 9,21 * * *", 2],
  ["*/15 * * * *", 96],
  ["*/15 9-17 * * *", 36],
  ["* * * * *", 1_440],
  ["* * * * * *", 86_400],
  ["0 9 1 1 *", 0],
  ["0 0 31 2 *", 0],
])("%s runs %d times a day", (schedule, expected) => {
  expect(runsADay({ ...cron, schedule }, from)).toBeCloseTo(expected, 3);
});

test("a paused cron is counted as if it were on, and an end is taken into account", () => {
  expect(runsADay({ ...cron, schedule: "0 * * * *", enabled: false }, from)).toBeCloseTo(24);
  expect(runsADay({ ...cron, schedule: "0 * * * *", end_time: "2026-11-24T12:30:00Z" }, from)).toBeCloseTo(24 / 7);
});

test.each(["R * * * *", "every day"])("is unknown for %s", (schedule) => {
  expect(runsADay({ ...cron, schedule }, from)).toBeUndefined();
});

test.each(["0 0 29 2 1", "0 0 1 1 *", "0 0 31 12 0", "* * * * * *"])("counting %s is fast", (schedule) => {
  const computed = computeClock();
  runsADay({ ...cron, schedule, timezone: "Europe/Berlin" }, from);
  expect(computed()).toBeLessThan(250);
});
