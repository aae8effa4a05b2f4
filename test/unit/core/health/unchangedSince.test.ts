import { expect, test } from "vitest";
import { unchangedSince } from "../../../../src/core/health/unchangedSince";
import type { Cron } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";

const at = (time: string) => `2026-12-01T${time}Z`;
const moment = (time: string) => Date.parse(at(time));
const hourly = cronWith({ schedule: "0 * * * *", updated_at: at("06:30:00"), next_run_date: at("08:00:00") });
const since = moment("06:30:00");
const after = (change: Partial<Cron>, before: Partial<Cron> = {}) =>
  unchangedSince({ ...hourly, ...change }, { cron: { ...hourly, ...before }, since }, "secondsLast");

test("a cron that was not seen before is unchanged since its last change", () => {
  expect(unchangedSince(hourly, undefined, "secondsLast")).toBe(since);
  const born = { ...hourly, created_at: at("07:00:00") };
  expect(unchangedSince(born, undefined, "secondsLast")).toBe(moment("07:00:00"));
});

test("a start that the server counts as a change is none", () => {
  expect(after({ updated_at: at("08:00:03"), next_run_date: at("09:00:00") })).toBe(since);
  expect(after({ updated_at: at("10:00:03"), next_run_date: at("11:00:00") })).toBe(since);
  expect(after({ next_run_date: at("09:00:00") })).toBe(since);
});

test.each<[string, Partial<Cron>, Partial<Cron>?]>([
  ["before its next run", { updated_at: at("07:30:00") }],
  ["that comes too long after its time", { updated_at: at("08:30:00"), next_run_date: at("09:00:00") }],
  ["of its schedule", { updated_at: at("08:00:03"), next_run_date: at("08:30:00"), schedule: "*/30 * * * *" }],
  ["of its metadata", { updated_at: at("08:00:03"), next_run_date: at("09:00:00"), metadata: { note: 1 } }],
  ["that has paused it", { updated_at: at("08:00:03"), next_run_date: at("09:00:00"), enabled: false }],
  ["that has resumed it", { updated_at: at("08:00:03"), next_run_date: at("09:00:00") }, { enabled: false }],
  ["of a cron without a next run", { updated_at: at("08:00:03"), next_run_date: null }],
])("a change %s is one", (_what, change, before = {}) => {
  expect(after(change, before)).toBe(Date.parse(change.updated_at ?? ""));
});
