import { describe, expect, test } from "vitest";
import { provenRuns } from "../../../../src/core/health/provenRuns";
import { keptSights, laterSight, runOf, type SeenRun } from "../../../../src/core/health/seenRun";
import { parseSeenRuns, serialiseSeenRuns } from "../../../../src/core/health/seenRunCodec";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";

const sight: SeenRun = {
  runId: "r",
  threadId: "t",
  assistantId: "a",
  cronId: "c",
  slot: Date.parse("2026-11-30T09:00:00Z"),
  created: "2026-11-30T09:00:01Z",
  updated: "2026-11-30T09:00:02Z",
  status: "running",
  isByHand: false,
  tokens: null,
};
const ended: SeenRun = { ...sight, status: "error", updated: "2026-11-30T09:00:09Z", tokens: 7 };

describe("two sights of one run", () => {
  test("are one: its end counts, whoever has seen it", () => {
    expect(laterSight(sight, ended)).toBe(ended);
    expect(laterSight(ended, sight)).toBe(ended);
    expect(laterSight(ended, { ...ended, tokens: null })).toBe(ended);
    expect(laterSight(sight, { ...sight })).toBe(sight);
    const pending: SeenRun = { ...sight, status: "pending" };
    expect(laterSight(pending, sight)).toBe(sight);
  });

  test("that has not been seen to end is unknown once the server has deleted it", () => {
    expect([runOf(sight, true).status, runOf(sight, false).status, runOf(ended, false).status]).toEqual([
      "running",
      "unknown",
      "error",
    ]);
  });
});

describe("the runs that are kept", () => {
  const many = (count: number, cronId: (index: number) => string) =>
    Array.from({ length: count }, (_, index): SeenRun => {
      const created = new Date(Date.parse(sight.created) + index * 60_000).toISOString();
      return { ...sight, runId: `r${index}`, cronId: cronId(index), created };
    });

  test("are the newest 50 of a cron, newest first", () => {
    const kept = keptSights(many(60, () => "c"));
    expect([kept.length, kept[0]?.runId, kept.at(-1)?.runId]).toEqual([50, "r59", "r10"]);
  });

  test("are 5,000 at most", () => {
    expect(keptSights(many(6_000, (index) => `c${index % 500}`))).toHaveLength(5_000);
  });

  test("come back from their text; what is foreign or half written is dropped", () => {
    expect(parseSeenRuns(serialiseSeenRuns([ended, sight]))).toEqual([ended, sight]);
    expect(parseSeenRuns(JSON.stringify([{ ...sight, runId: 1 }, { ...ended, slot: null }, null]))).toEqual([
      { ...ended, slot: null },
    ]);
    expect(["", "{}", "[{", "null"].flatMap(parseSeenRuns)).toEqual([]);
  });
});

describe("what runs prove that were seen now and then", () => {
  const hourly = cronWith({ schedule: "0 * * * *" });
  const at = (hour: number, given: Parameters<typeof ownRunWith>[0] = {}) =>
    ownRunWith({ created_at: `2026-11-30T${String(hour).padStart(2, "0")}:00:01Z`, status: "error", ...given });
  const now = Date.parse("2026-11-30T12:30:00Z");
  const proven = (...runs: ReturnType<typeof at>[]) =>
    provenRuns(hourly, runs, "secondsLast", now).map(({ created_at }) => created_at.slice(11, 13));

  test("is all of them, if none of the times between was missed", () => {
    expect(proven(at(12), at(11), at(10))).toEqual(["12", "11", "10"]);
  });

  test("ends at a time that nobody has seen: that run may have gone well", () => {
    expect(proven(at(12), at(10), at(9))).toEqual(["12"]);
    const byHand = at(12, { created_at: "2026-11-30T12:20:00Z", isByHand: true });
    expect(proven(byHand, at(11))).toEqual(["12"]);
    expect(proven(byHand, at(12), at(11))).toEqual(["12", "12", "11"]);
  });

  test("ends with a run whose end nobody has seen", () => {
    expect(proven(at(12), at(11, { status: "unknown" }), at(10))).toEqual(["12", "11"]);
  });

  test("is nothing, once a later time has passed", () => {
    expect(proven(at(11), at(10))).toEqual([]);
  });
});
