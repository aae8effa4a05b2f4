import { expect, it } from "vitest";
import type { CronUsage } from "../../../../../src/core/cost/cronUsage";
import { previewSchedule } from "../../../../../src/features/cronForm/window/previewSchedule";
import { englishWords } from "../../../../support/formParts";

const preview = (more: object, usage?: CronUsage) =>
  previewSchedule(
    { schedule: "0 9 * * *", timezone: "UTC", ...more },
    {
      now: Date.parse("2026-11-24T10:20:00Z"),
      localZone: "UTC",
      describe: () => "daily",
      words: englishWords,
      until: () => "",
      dialect: "secondsLast",
      usage,
      elsewhere: async () => undefined,
    },
  );

it.each([
  [{}, 10, null],
  [{ enabled: false }, 0, "It is paused, so it does not run."],
  [{ end_time: "2026-11-26T12:00:00Z" }, 2, "The end removes all runs from Thu 26 Nov, 12:00 UTC on."],
  [{ end_time: "2026-11-25T08:00:00Z" }, 0, "The end is before the first run: it never runs."],
  [{ schedule: "40 1 26 11 * 0 2026" }, 1, "The last one is Thu 26 Nov, 01:40 UTC. After it"],
  [{ schedule: "0 0 31 2 *" }, 0, "It never runs."],
  [{ end_time: 5, enabled: "no" }, 10, null],
])("%j has %i runs to show, and says why they end: %s", async (more, count, end) => {
  const shown = await preview(more);
  expect([shown.runs.length, shown.end?.slice(0, end?.length) ?? null]).toEqual([count, end]);
});

it.each([
  ["0 9 * * 1-5", "runs in 30 days: 22"],
  ["*/15 * * * *", "runs in 30 days: 2880"],
  ["0 9 1 * *", "runs in 30 days: 1"],
  ["0 9 1 1 *", null],
  ["R * * * *", null],
  ["nonsense", null],
])("%s runs so often: %s, paused or not", async (schedule, rate) => {
  for (const enabled of [true, false]) expect((await preview({ schedule, enabled })).rate).toBe(rate);
});

it("says the tokens of a cron whose runs were measured, and from how many of them", async () => {
  const totals = [100, null, 300];
  const runs = totals.map((total, at) => ({ runId: String(at), total, usage: [] }));
  const { rate } = await preview({ schedule: "0 9 * * 1-5" }, { source: "kept", isAll: true, runs });
  expect(rate).toBe("runs in 30 days: 22 · tokens: 4400 (median of 2 of 3 runs)");
});
