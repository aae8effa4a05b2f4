import { describe, expect, it } from "vitest";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { specRuns, specSchedule } from "../../../../src/features/specFile/specSchedule";

const now = Date.parse("2026-11-23T12:00:00Z");

function runs(spec: Parameters<typeof specSchedule>[0], count = 3): readonly string[] | undefined {
  const found = specSchedule(spec, standardDialect);
  return found && specRuns(spec, found, now, count).runs.map((run) => new Date(run).toISOString());
}

describe("a spec's runs", () => {
  it("are read in the spec's zone", () => {
    expect(runs({ schedule: "0 9 * * *", timezone: "Europe/Berlin" }, 1)).toEqual(["2026-11-24T08:00:00.000Z"]);
  });

  it("are read in UTC if no zone is given, and say so", () => {
    expect(runs({ schedule: "0 9 * * *" }, 1)).toEqual(["2026-11-24T09:00:00.000Z"]);
    expect(specSchedule({ schedule: "0 9 * * *" }, standardDialect)).toMatchObject({ zone: "UTC", zoneGiven: false });
    expect(specSchedule({ schedule: "0 9 * * *", timezone: "UTC" }, standardDialect)).toMatchObject({
      zoneGiven: true,
    });
  });

  it.each(["2026-11-25T09:00:00Z", "2026-11-25 09:00:00,0Z", "2026-11-25T10:00+0100"])(
    "end before the spec's end, as the server reads it: %s",
    (end) => {
      const spec = { schedule: "0 9 * * *", timezone: "UTC", end_time: end };
      expect(runs(spec)).toEqual(["2026-11-24T09:00:00.000Z"]);
    },
  );

  it("are read as the server reads six fields", () => {
    const spec = { schedule: "0 30 9 * * *" };
    expect(specSchedule(spec, standardDialect)).toBeUndefined();
    const found = specSchedule(spec, "secondsFirst");
    expect(found && specRuns(spec, found, now, 1).runs).toEqual([Date.parse("2026-11-24T09:30:00Z")]);
  });

  it("are empty while the spec is paused", () => {
    expect(runs({ schedule: "0 9 * * *", enabled: false })).toEqual([]);
  });

  it.each([
    ["a schedule that the server refuses", { schedule: "0 25 * * *" }],
    ["a schedule that is no text", { schedule: 5 }],
    ["a zone that does not exist", { schedule: "0 9 * * *", timezone: "Europe/Atlantis" }],
    ["a zone that is no text", { schedule: "0 9 * * *", timezone: ["UTC"] }],
    ["no schedule", {}],
  ])("are unknown for %s", (_what, spec) => {
    expect(runs(spec)).toBeUndefined();
  });
});
