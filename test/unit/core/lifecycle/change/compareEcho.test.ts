import { expect, test } from "vitest";
import { compareEcho, mismatchCause } from "../../../../../src/core/lifecycle/change/compareEcho";
import type { Expectation } from "../../../../../src/core/lifecycle/onServer/expectedRun";
import type { Cron } from "../../../../../src/core/server/cron";

const cron: Cron = {
  cron_id: "11111111-1111-4111-8111-111111111111",
  assistant_id: "22222222-2222-4222-8222-222222222222",
  thread_id: null,
  schedule: "0 9 * * *",
  timezone: "Europe/Berlin",
  next_run_date: "2026-11-24T08:00:00+00:00",
  end_time: null,
  enabled: false,
  created_at: "2026-11-23T12:00:00.000001+00:00",
  updated_at: "2026-11-23T12:00:00.000001+00:00",
  metadata: {},
};
const expected: Expectation = { schedule: "0 9 * * *", timezone: "Europe/Berlin" };

test.each<[string, Partial<Cron>, Expectation]>([
  ["the same", {}, expected],
  [
    "no zone, which is UTC",
    { timezone: null, next_run_date: "2026-11-24T09:00:00Z" },
    { schedule: "0 9 * * *", timezone: null },
  ],
  [
    "UTC said outright",
    { timezone: "UTC", next_run_date: "2026-11-24T09:00:00Z" },
    { schedule: "0 9 * * *", timezone: null },
  ],
  ["just before a tick", { updated_at: "2026-11-23T07:59:59.900Z", next_run_date: "2026-11-23T08:00:00Z" }, expected],
  ["stamped before the tick, reckoned after it", { updated_at: "2026-11-23T07:59:59.999Z" }, expected],
  [
    "stamped after the tick, reckoned before it",
    { updated_at: "2026-11-23T08:00:00.001Z", next_run_date: "2026-11-23T08:00:00Z" },
    expected,
  ],
  [
    "every second",
    { schedule: "* * * * * *", next_run_date: "2026-11-23T12:00:01Z" },
    { ...expected, schedule: "* * * * * *" },
  ],
  [
    "seconds first, on a server that reads them so",
    { schedule: "0 0 9 * * *" },
    { ...expected, schedule: "0 0 9 * * *", dialect: "secondsFirst" },
  ],
  [
    "a schedule that only the server understands",
    { schedule: "when it rains" },
    { ...expected, schedule: "when it rains" },
  ],
  ["one that draws its time at random", { schedule: "R R * * *" }, { ...expected, schedule: "R R * * *" }],
  ["a zone that only the server knows", { timezone: "Mars/Phobos" }, { ...expected, timezone: "Mars/Phobos" }],
  ["no next run", { next_run_date: null }, expected],
])("agrees: %s", (_, change, expectation) => {
  expect(compareEcho({ ...cron, ...change }, expectation)).toEqual([]);
});

test("differs: six fields that the server reads the other way round", () => {
  const six = { ...expected, schedule: "30 9 * * * 0" };
  const cronOfSix = { ...cron, schedule: six.schedule, next_run_date: "2026-11-24T08:30:00Z" };
  expect(compareEcho(cronOfSix, six)).toEqual([]);
  expect(compareEcho(cronOfSix, { ...six, dialect: "secondsFirst" })).toHaveLength(1);
});

test.each<[string, Partial<Cron>, readonly string[]]>([
  ["another schedule", { schedule: "0 9 * * 1" }, ["schedule"]],
  ["a zone dropped by a server before 0.7.69", { timezone: null }, ["timezone"]],
  ["both", { schedule: "0 9 * * 1", timezone: null }, ["schedule", "timezone"]],
  ["another hour", { next_run_date: "2026-11-24T09:00:00Z" }, ["next_run_date"]],
  ["another day", { next_run_date: "2026-11-25T08:00:00Z" }, ["next_run_date"]],
  ["no date", { next_run_date: "soon" }, ["next_run_date"]],
  [
    "another hour, stamped as it runs",
    { updated_at: "2026-11-23T08:00:00Z", next_run_date: "2026-11-24T07:00:00Z" },
    ["next_run_date"],
  ],
])("differs: %s", (_, change, what) => {
  expect(compareEcho({ ...cron, ...change }, expected).map((mismatch) => mismatch.what)).toEqual(what);
});

test("another schedule is not a question of the zone, whatever its next run is", () => {
  const run = { what: "next_run_date", expected: "2026-11-24T08:00:00.000Z", got: "2026-11-24T07:00:00Z" } as const;
  const schedule = { what: "schedule", expected: "0 9 * * *", got: "0 8 * * *" } as const;
  const early = { ...cron, next_run_date: run.got };
  expect(mismatchCause(early, expected, [run])).toBe("zoneData");
  expect(mismatchCause(early, expected, [schedule, run])).toBe("unknown");
});

test("what comes after the last time that a schedule names can't be compared", () => {
  const once = "0 13 23 11 * 0 2026";
  const last = { ...cron, schedule: once, updated_at: "2026-11-23T11:59:59Z", next_run_date: "2026-11-23T12:30:00Z" };
  expect(compareEcho(last, { ...expected, schedule: once })).toEqual([]);
});

test("a mismatch says what was meant and what is there", () => {
  const berlin = { what: "timezone", expected: "Europe/Berlin", got: "UTC" };
  const schedule = { what: "schedule", expected: "0 9 * * *", got: "0 9 * * 1" };
  expect(compareEcho({ ...cron, schedule: "0 9 * * 1", timezone: null }, expected)).toEqual([schedule, berlin]);
  const meantUtc = { schedule: "0 9 * * *", timezone: null };
  expect(compareEcho(cron, meantUtc)).toEqual([{ what: "timezone", expected: "UTC", got: "Europe/Berlin" }]);
  const late = { next_run_date: "2026-11-24T09:00:00Z" };
  expect(compareEcho({ ...cron, ...late }, expected)).toEqual([
    { what: "next_run_date", expected: "2026-11-24T08:00:00.000Z", got: late.next_run_date },
  ]);
});

/** The server may have reckoned so long before or after it stamped. */
test.each([
  ["2026-11-23T08:00:01.999Z", true],
  ["2026-11-23T08:00:02.000Z", false],
])("a run that was still to come when the server stamped at %s: %s", (updated_at, agrees) => {
  const passed = { ...cron, updated_at, next_run_date: "2026-11-23T08:00:00Z" };
  expect(compareEcho(passed, expected).length === 0).toBe(agrees);
});

test.each([
  ["2026-11-23T07:59:58.000Z", true],
  ["2026-11-23T07:59:57.999Z", false],
])("a run that was over when the server stamped at %s: %s", (updated_at, agrees) => {
  expect(compareEcho({ ...cron, updated_at }, expected).length === 0).toBe(agrees);
});

test.each([
  ["2026-11-23T11:59:58Z", false],
  ["2026-11-23T11:59:59Z", true],
  ["2026-11-23T12:00:00Z", true],
  ["2026-11-23T12:00:02Z", true],
  ["2026-11-23T12:00:03Z", true],
  ["2026-11-23T12:00:04Z", false],
])("every second, stamped at noon: %s is %s", (next_run_date, agrees) => {
  const each = { ...cron, schedule: "* * * * * *", updated_at: "2026-11-23T12:00:00Z", next_run_date };
  expect(compareEcho(each, { ...expected, schedule: "* * * * * *" }).length === 0).toBe(agrees);
});

test.each<[string, Partial<Cron>, string | null, "zoneData" | "unknown"]>([
  // Berlin had and has +1 and +2; a server with other data for the day runs it an hour earlier.
  [
    "an hour off, as with the other offset of the zone",
    { next_run_date: "2026-11-24T07:00:00Z" },
    "Europe/Berlin",
    "zoneData",
  ],
  ["half an hour off: no offset of the zone", { next_run_date: "2026-11-24T07:30:00Z" }, "Europe/Berlin", "unknown"],
  [
    "an hour off in a zone that never had another offset",
    { next_run_date: "2026-11-24T10:00:00Z", timezone: "UTC" },
    "UTC",
    "unknown",
  ],
  ["another schedule", { schedule: "0 8 * * *", next_run_date: "2026-11-24T07:00:00Z" }, "Europe/Berlin", "unknown"],
  ["no next run", { next_run_date: null }, "Europe/Berlin", "unknown"],
  ["a zone that nobody knows", { timezone: "Mars/Phobos" }, "Mars/Phobos", "unknown"],
  [
    "an hour off, reckoned before a tick and stamped after it",
    { updated_at: "2026-11-23T07:00:01Z", next_run_date: "2026-11-23T07:00:00Z" },
    "Europe/Berlin",
    "zoneData",
  ],
  [
    "an hour off, stamped before a tick and reckoned after it",
    { updated_at: "2026-11-23T06:59:59Z", next_run_date: "2026-11-24T07:00:00Z" },
    "Europe/Berlin",
    "zoneData",
  ],
  // It had +2 in winter until 2022.
  [
    "an hour off, as with an offset of years ago",
    { timezone: "Asia/Amman", next_run_date: "2026-11-24T07:00:00Z" },
    "Asia/Amman",
    "zoneData",
  ],
  ["no zone is UTC", { next_run_date: "2026-11-24T10:00:00Z", timezone: null }, null, "unknown"],
])("why: %s", (_, change, timezone, cause) => {
  const misread = { ...cron, ...change };
  const wanted = { ...expected, timezone };
  expect(mismatchCause(misread, wanted, compareEcho(misread, wanted))).toBe(cause);
});
