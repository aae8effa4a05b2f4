import { expect, test } from "vitest";
import { type SeenCron, seeCron } from "../../../../src/core/health/seenCron";
import type { Cron } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";

const at = (time: string) => `2026-12-01T${time}Z`;
const moment = (time: string) => Date.parse(at(time));
const hourly = cronWith({ schedule: "0 * * * *", updated_at: at("06:30:00"), next_run_date: at("07:00:00") });
const since = moment("06:30:00");
const first = { updated_at: at("07:00:03"), next_run_date: at("08:00:00") };
const second = { updated_at: at("08:00:04"), next_run_date: at("09:00:00") };

/** Since when it is unchanged for somebody who has read it in these states, each one a change of the one before. */
function after(...changes: readonly Partial<Cron>[]): number | undefined {
  let cron: Cron = hourly;
  let seen: SeenCron = seeCron(cron, undefined, "secondsLast");
  for (const change of changes) {
    cron = { ...cron, ...change };
    seen = seeCron(cron, seen, "secondsLast");
  }
  return seen.unchangedSince;
}

test("a cron that was not seen before is unchanged since its last change", () => {
  expect(after()).toBe(since);
  expect(after({ created_at: at("06:45:00"), updated_at: at("06:45:00") })).toBe(moment("06:45:00"));
});

test("two starts that the server counts as changes are none", () => {
  expect(after(first)).toBe(moment("07:00:03"));
  expect(after(first, second)).toBe(since);
  expect(after(first, { updated_at: at("11:00:03"), next_run_date: at("12:00:00") })).toBe(since);
  expect(after(first, second, {})).toBe(since);
});

test("where the server has started it without a change, each change is one", () => {
  expect(after({ next_run_date: at("08:00:00") })).toBe(since);
  const later = [second, { updated_at: at("09:00:04"), next_run_date: at("10:00:00") }];
  expect(after({ next_run_date: at("08:00:00") }, ...later)).toBe(moment("09:00:04"));
});

test.each<[string, Partial<Cron>]>([
  ["before its next run", { updated_at: at("08:30:00") }],
  ["that comes too long after its time", { ...second, updated_at: at("08:30:00") }],
  ["of its schedule", { ...second, next_run_date: at("08:30:00"), schedule: "*/30 * * * *" }],
  ["of its metadata", { ...second, metadata: { note: 1 } }],
  ["that has paused it", { ...second, enabled: false }],
  ["of a cron without a next run", { ...second, next_run_date: null }],
])("a change %s is one, however many starts there were", (_what, change) => {
  const before = { updated_at: at("07:00:04"), next_run_date: at("08:00:00") };
  expect(after(before, change)).toBe(Date.parse(change.updated_at ?? ""));
  expect(after(first, change)).toBe(Date.parse(change.updated_at ?? ""));
});

test("and so is one that has resumed it", () => {
  expect(after(first, { enabled: false, updated_at: at("07:10:00") }, { ...second, enabled: true })).toBe(
    moment("08:00:04"),
  );
});
