import { expect, it } from "vitest";
import { previewSchedule } from "../../../../../src/features/cronForm/window/previewSchedule";
import { englishWords } from "../../../../support/formParts";

const preview = (more: object) =>
  previewSchedule(
    { schedule: "0 9 * * *", timezone: "UTC", ...more },
    {
      now: Date.parse("2026-11-24T10:20:00Z"),
      localZone: "UTC",
      describe: () => "daily",
      words: englishWords,
      until: () => "",
      dialect: "secondsLast",
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
  ["0 9 * * 1-5", "about 22 runs a month"],
  ["*/15 * * * *", "about 2920 runs a month"],
  ["0 9 1 * *", "about one run a month"],
  ["0 9 1 1 *", null],
  ["R * * * *", null],
  ["nonsense", null],
])("%s runs so often: %s, paused or not", async (schedule, rate) => {
  for (const enabled of [true, false]) expect((await preview({ schedule, enabled })).rate).toBe(rate);
});
