import { beforeEach, describe, expect, test } from "vitest";
import type * as vscode from "vscode";
import type { ToldRun } from "../../../../../src/core/health/toldRun";
import { runItem } from "../../../../../src/features/tree/items/runItem";
import { ownRunWith } from "../../../../fixtures/runWith";
import { resetStub } from "../../../support/vscode";

beforeEach(resetStub);

const slot = Date.parse("2026-11-30T09:00:00Z");
const now = slot + 60 * 60_000;
const ended = { created_at: "2026-11-30T09:00:02Z", updated_at: "2026-11-30T09:00:06Z" };

function row(given: Partial<ToldRun>, run: Partial<ToldRun["run"]> = {}, seen?: { readonly tokens: number | null }) {
  const told: ToldRun = {
    run: ownRunWith({ ...ended, ...run }),
    result: "succeeded",
    slot,
    lateBy: 2_000,
    isLate: false,
    took: 4_000,
    error: undefined,
    ...given,
  };
  const item = runItem(told, now, seen);
  return {
    label: item.label,
    words: item.description,
    icon: (item.iconPath as vscode.ThemeIcon).id,
    read: item.accessibilityInformation?.label,
    tooltip: String(item.tooltip).split("\n"),
  };
}

describe("the row of a run", () => {
  test("that went well says its time and how long it took", () => {
    expect(row({})).toMatchObject({ label: "9:00 AM", words: "done · 4 sec", icon: "pass" });
    expect(row({}).read).toBe("Run 59 minutes ago, done, 4 sec");
    expect(row({ slot: slot - 24 * 3_600_000 }).label).toBe("Sun, Nov 29, 9:00 AM");
  });

  test("that is late says so first", () => {
    expect(row({ isLate: true, lateBy: 90_000 }).words).toBe("1 min 30 sec late · done · 4 sec");
  });

  test("that failed says why, in one line, as plain text", () => {
    const error = { error: "KeyError", message: "[no](command:x)\n  at graph.py" };
    const failed = row({ result: "failed", error }, { status: "error" });
    expect(failed).toMatchObject({ words: "failed · 4 sec · KeyError: [no] (command:x)", icon: "error" });
    expect(failed.tooltip[1]).toBe("KeyError: [no] (command:x)   at graph.py");
    expect(failed.read).toContain("KeyError");
  });

  test("that timed out, was cancelled, or has a word that nobody knows", () => {
    expect(row({ result: "failed" }, { status: "timeout" }).words).toBe("timed out · 4 sec");
    expect(row({ result: "cancelled" }, { status: "interrupted" })).toMatchObject({
      words: "cancelled · 4 sec",
      icon: "debug-pause",
    });
    expect(row({ result: "unknown", took: undefined }, { status: "unknown" }).icon).toBe("question");
  });

  test("that waits for a person says since when, though its server says success", () => {
    expect(row({ result: "waits" })).toMatchObject({ words: "waits for a person · 59m ago", icon: "person" });
  });

  test("that may wait for a person is not called done", () => {
    expect(row({ result: "unknown" })).toMatchObject({ words: "ended · 4 sec", icon: "question" });
  });

  test("that runs or is queued has no end yet", () => {
    expect(row({ result: "running", took: undefined }, { status: "running" }).words).toBe("running · 59m ago");
    expect(row({ result: "queued", took: undefined }, { status: "pending" }).words).toBe("queued · 59m ago");
  });

  test("started by hand has no slot", () => {
    const byHand = row({ slot: null, lateBy: null }, { isByHand: true });
    expect(byHand).toMatchObject({ label: "9:00:02 AM", words: "done · 4 sec · by hand" });
    expect(byHand.tooltip[1]).toBe("Created Mon, Nov 30, 9:00:02 AM UTC");
  });

  test("that the server has deleted says so if nobody has seen its end, and its tokens if somebody has", () => {
    const lost = row({ result: "unknown", took: undefined }, { status: "unknown" }, { tokens: null });
    expect(lost).toMatchObject({ words: "end not seen", icon: "question" });
    expect(row({}, {}, { tokens: 1234 }).tooltip).toContain("1,234 tokens");
  });
});
