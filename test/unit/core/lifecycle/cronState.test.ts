import { expect, test } from "vitest";
import { type CronState, cronState } from "../../../../src/core/lifecycle/cronState";
import type { Cron } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";

const asOf = Date.parse("2026-11-23T12:00:00Z");
const at = (milliseconds: number) => new Date(asOf + milliseconds).toISOString();
const last = "2026-11-23T11:59:00Z";
/** Names a single time, which is `last`. */
const once = "59 11 23 11 * 0 2026";

test.each<[CronState, string, Partial<Cron>]>([
  ["scheduled", "due later", { next_run_date: at(1) }],
  ["scheduled", "due now", { next_run_date: at(0) }],
  ["scheduled", "due two minutes ago", { next_run_date: at(-120_000) }],
  ["overdue", "due longer ago", { next_run_date: at(-120_001) }],
  ["never", "without a next run", { next_run_date: null }],
  ["paused", "off", { enabled: false }],
  ["paused", "off, and without a next run", { enabled: false, next_run_date: null }],
  ["ended", "at its end", { end_time: at(0) }],
  ["ended", "off, and past its end", { enabled: false, end_time: at(-1) }],
  ["scheduled", "a moment before its end", { end_time: at(1) }],
  ["endless", "due for the last time that its schedule names", { schedule: once, next_run_date: last }],
  ["endless", "due at this moment for the last time", { schedule: "0 12 23 11 * 0 2026", next_run_date: at(0) }],
  ["scheduled", "due for the last time but one", { schedule: "59 11 23 11 * 0 2026-2027", next_run_date: last }],
  [
    "scheduled",
    "due by a schedule that only the server understands",
    { schedule: "when it rains", next_run_date: last },
  ],
  ["scheduled", "not yet due for the last time", { schedule: once, next_run_date: at(1) }],
])("%s: %s", (state, _what, given) => {
  expect(cronState(cronWith(given), asOf)).toBe(state);
});
