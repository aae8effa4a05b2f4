import { describe, expect, it } from "vitest";
import { slottedRuns } from "../../../../src/core/health/slottedRuns";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";

const created = "2026-11-24T10:00:00Z";

function slotOf(run: string, isByHand = false, cronCreated = created): string | null | undefined {
  const cron = cronWith({ schedule: "0 9 1 1 *", timezone: "UTC", created_at: cronCreated, updated_at: cronCreated });
  const [found] = slottedRuns(cron, [runWith({ created_at: run, isByHand })], standardDialect);
  return found?.slot === null || found === undefined ? null : new Date(found.slot).toISOString();
}

describe("The slot of a run", () => {
  it.each([
    ["is the time just before it", "2027-01-01T09:00:02Z", "2027-01-01T09:00:00.000Z"],
    ["is the last time, also if the server was down for days", "2027-01-04T00:00:00Z", "2027-01-01T09:00:00.000Z"],
    ["is none before the cron was there", "2026-11-24T10:05:00Z", null],
  ])("%s", (_, run, slot) => {
    expect(slotOf(run)).toBe(slot);
  });

  it("is none for a run that a person started", () => {
    expect(slotOf("2027-01-01T09:00:02Z", true)).toBeNull();
  });
});
