import { describe, expect, test } from "vitest";
import type { Health, HealthWord } from "../../../../src/core/health/health";
import { byUrgency, telltaleRun } from "../../../../src/core/health/urgency";
import { runWith } from "../../../fixtures/runWith";

const health = (word: HealthWord, lastRun?: Health["lastRun"]): Health => ({
  ...word,
  lastRun,
  next: undefined,
  until: undefined,
});
const failed = (inARow: number, since: number | undefined): HealthWord => ({
  ...{ kind: "failed", inARow, since, atLeast: false, slot: null, error: undefined, isCertain: true },
});

describe("what needs attention", () => {
  test("has the worst first, and of two that failed the one that did so more often, or since longer ago", () => {
    const words: readonly HealthWord[] = [
      { kind: "endless", lastSlot: 1 },
      failed(5, 9),
      failed(2, 3),
      failed(2, 7),
      failed(2, undefined),
      { kind: "late", slot: 4, grace: 1 },
      { kind: "late", slot: 5, grace: 1 },
      { kind: "never" },
      { kind: "waits", since: 2, asks: [], isCertain: true },
      { kind: "duplicate", others: 1 },
    ];
    const sorted = words.toReversed().map((word) => health(word));
    expect(sorted.toSorted(byUrgency)).toEqual(words.map((word) => health(word)));
  });
});

describe("the run that shows what is wrong", () => {
  const runs = [
    runWith({ run_id: "now", status: "running" }),
    runWith({ run_id: "late", status: "timeout" }),
    runWith({ run_id: "early", status: "error" }),
  ];
  const known = { runs, isAll: true, readAt: 0, newest: runs[0] };

  test("is the newest that failed, also while another one runs", () => {
    expect(telltaleRun(health(failed(2, 1)), known)?.run_id).toBe("late");
    expect(telltaleRun(health(failed(2, 1)), undefined)).toBeUndefined();
  });

  test("is the one that waits for a person", () => {
    const lastRun = { run: runWith({ run_id: "asks" }), slot: null, lateBy: null, result: "waits" as const };
    expect(telltaleRun(health({ kind: "waits", since: 1, asks: [], isCertain: true }, lastRun), known)?.run_id).toBe(
      "asks",
    );
  });

  test("is none where no run is wrong", () => {
    expect(telltaleRun(health({ kind: "late", slot: 1, grace: 1 }), known)).toBeUndefined();
  });
});
