import { expect, test } from "vitest";
import type { RunningCron } from "../../../../src/core/schedule/cronRuns";
import { missedRuns } from "../../../../src/core/schedule/missedRuns";

const now = Date.parse("2026-12-02T10:00:00Z");
const paused: RunningCron = {
  schedule: "0 9 * * *",
  timezone: "UTC",
  end_time: null,
  enabled: false,
  dialect: "secondsLast",
  nextRunDate: "2026-12-02T09:00:00Z",
};
const at = (text: string) => Date.parse(text);

test.each<[string, Partial<RunningCron>, ReturnType<typeof missedRuns>]>([
  ["one run", {}, { count: 1, last: at("2026-12-02T09:00:00Z") }],
  ["one that is due now", { nextRunDate: "2026-12-02T10:00:00Z", schedule: "0 10 * * *" }, { count: 1, last: now }],
  ["three", { nextRunDate: "2026-11-30T09:00:00Z" }, { count: 3, last: at("2026-12-02T09:00:00Z") }],
  [
    "the server's own run, even if our engine has another",
    { nextRunDate: "2026-12-02T09:30:00Z" },
    { count: 1, last: at("2026-12-02T09:30:00Z") },
  ],
  [
    "one in a schedule that we don't understand",
    { schedule: "whenever", nextRunDate: "2026-12-02T08:00:00Z" },
    { count: 1, last: at("2026-12-02T08:00:00Z") },
  ],
  [
    "more than are counted",
    { schedule: "* * * * *", nextRunDate: "2026-11-01T00:00:00Z" },
    { count: 1_000, last: undefined },
  ],
  ["as many as are counted", { schedule: "* * * * *", nextRunDate: "2026-12-01T17:22:00Z" }, { count: 999, last: now }],
  [
    "runs in other seconds, with seconds first",
    { schedule: "30 0 9 * * *", dialect: "secondsFirst", nextRunDate: "2026-12-01T09:00:30Z" },
    { count: 2, last: at("2026-12-02T09:00:30Z") },
  ],
  [
    "those before the end",
    { nextRunDate: "2026-11-30T09:00:00Z", end_time: "2026-12-02T00:00:00Z" },
    { count: 2, last: at("2026-12-01T09:00:00Z") },
  ],
  ["nothing after the end", { end_time: "2026-12-01T00:00:00Z" }, undefined],
  ["nothing that is to come", { nextRunDate: "2026-12-03T09:00:00Z" }, undefined],
  ["nothing that is not known", { nextRunDate: null }, undefined],
  ["nothing while it is on", { enabled: true }, undefined],
])("missed: %s", (_what, given, expected) => {
  expect(missedRuns({ ...paused, ...given }, now)).toEqual(expected);
});
