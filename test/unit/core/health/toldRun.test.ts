import { describe, expect, test } from "vitest";
import { runTook, type Surroundings, tellRuns } from "../../../../src/core/health/toldRun";
import type { Run } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";

const nothing: Surroundings = { runs: undefined, thread: undefined };
const error = { error: "KeyError", message: "'topic'" };

function tell(runs: readonly Run[], around: (run: Run) => Surroundings = () => nothing) {
  return tellRuns({ cron: cronWith({}), runs, dialect: "secondsLast", pollMilliseconds: 5_000, around });
}

function failedRun(created_at: string): Run {
  return ownRunWith({ created_at, status: "error", thread_id: "thread" });
}

/** As if the runs were read at their end. */
function surroundings(newest: Run, status: "error" | "interrupted"): Surroundings {
  const readAt = Date.parse(newest.updated_at);
  return {
    runs: { runs: [newest], isAll: true, newest, readAt },
    thread: threadWith({ thread_id: newest.thread_id, updated_at: newest.updated_at, status, error }),
  };
}

describe("a run in a list", () => {
  test("has its slot, and is late only beyond three looks of its server", () => {
    const told = tell([
      ownRunWith({ created_at: "2026-11-30T09:00:16Z" }),
      ownRunWith({ created_at: "2026-11-29T09:00:14Z" }),
      ownRunWith({ created_at: "2026-11-28T15:00:00Z", isByHand: true }),
    ]);
    expect(told.map(({ isLate, lateBy }) => [isLate, lateBy])).toEqual([
      [true, 16_000],
      [false, 14_000],
      [false, null],
    ]);
    expect(told.map(({ slot }) => slot)).toEqual([
      Date.parse("2026-11-30T09:00:00Z"),
      Date.parse("2026-11-29T09:00:00Z"),
      null,
    ]);
  });

  test("has the error of its thread if it is the newest there, and none of another's", () => {
    const newest = failedRun("2026-11-30T09:00:01Z");
    const told = tell([newest, failedRun("2026-11-29T09:00:01Z")], () => surroundings(newest, "error"));
    expect(told.map((each) => [each.result, each.error])).toEqual([
      ["failed", error],
      ["failed", undefined],
    ]);
  });

  test("waits for a person if its own thread says so, be it the newest or not", () => {
    const runs = ["a", "b"].map((thread_id) => ownRunWith({ run_id: thread_id, thread_id }));
    expect(tell(runs, (run) => surroundings(run, "interrupted")).map(({ result }) => result)).toEqual([
      "waits",
      "waits",
    ]);
    expect(tell(runs).map(({ result }) => result)).toEqual(["succeeded", "succeeded"]);
  });

  test("of Aegra that was interrupted was cancelled or did wait: nobody knows", () => {
    const runs = [ownRunWith({ status: "interrupted" })];
    const facts = { cron: cronWith({}), runs, pollMilliseconds: 5_000, around: () => nothing };
    expect(tellRuns({ ...facts, dialect: "secondsFirst" })[0]?.result).toBe("unknown");
    expect(tellRuns({ ...facts, dialect: "secondsLast" })[0]?.result).toBe("cancelled");
  });
});

test("how long a run took is known only after its end", () => {
  const times = { created_at: "2026-11-30T09:00:01Z", updated_at: "2026-11-30T09:00:05Z" };
  const took = (["success", "error", "timeout", "interrupted", "pending", "running", "unknown"] as const).map(
    (status) => runTook({ ...times, status }),
  );
  expect(took).toEqual([4_000, 4_000, 4_000, 4_000, undefined, undefined, undefined]);
  expect(runTook({ ...times, updated_at: "", status: "success" })).toBeUndefined();
});
