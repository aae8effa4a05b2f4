import { expect, it } from "vitest";
import type { CronUsage } from "../../../../../src/core/cost/cronUsage";
import { standardDialect } from "../../../../../src/core/schedule/scheduleDialect";
import { scheduleLine } from "../../../../../src/features/specFile/hints/scheduleText";
import { specSchedule } from "../../../../../src/features/specFile/specSchedule";

const now = Date.parse("2026-11-24T10:20:00Z");
const runs = [100, null, 300].map((total, at) => ({ runId: String(at), total, usage: [] }));
const measured: CronUsage = { source: "kept", isAll: true, runs };

const line = (given: object, usage?: CronUsage) => {
  const spec = { schedule: "0 * * * *", timezone: "UTC", ...given };
  return scheduleLine(spec, specSchedule(spec, standardDialect), usage, now);
};

it.each<[string, object, CronUsage | undefined, RegExp]>([
  ["runs are counted", {}, undefined, / · next .* UTC · runs in 30 days: 720$/],
  [
    "tokens are from measured runs",
    {},
    measured,
    / · runs in 30 days: 720 · tokens: 144,000 \(median of 2 of 3 runs\)$/,
  ],
  ["none counts tokens", {}, { ...measured, runs: runs.slice(1, 2) }, / · runs in 30 days: 720$/],
  ["an end takes its part", { end_time: "2026-11-24T12:00:00Z" }, undefined, / · runs in 30 days: 1$/],
  ["a paused one takes nothing", { enabled: false }, measured, / · paused$/],
  ["random times", { schedule: "R * * * *" }, measured, /^at random times that the server picks$/],
])("what the lens above a schedule says: %s", async (_title, given, usage, expected) => {
  expect(await line(given, usage)).toMatch(expected);
});

it("nothing of a schedule that is not understood", async () => {
  expect(await line({ schedule: "0 25 * * *" })).toBeUndefined();
});
