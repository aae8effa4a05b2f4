import { describe, expect, test } from "vitest";
import type { Health, RunResult } from "../../../../src/core/health/health";
import type { Run } from "../../../../src/core/server/cron";
import { openEnd, runMark } from "../../../../src/platform/pages/runMarks";
import { ownRunWith } from "../../../fixtures/runWith";

const run = ownRunWith({ status: "success" });

function markOf(result: RunResult, each: Run = run) {
  const lastRun = { run, slot: null, lateBy: null, result };
  const health: Health = { kind: "scheduled", lastRun, next: undefined, until: undefined };
  const mark = runMark(
    { run: each, slot: null, lateBy: null },
    openEnd(each, health),
    "UTC",
    Date.parse(run.created_at),
  );
  return [mark.tone, mark.label.replace(/^.*: /, "")];
}

describe("the mark of a run that its server calls a success", () => {
  test.each<[RunResult, string, string]>([
    ["succeeded", "good", "done"],
    ["waits", "warning", "waits for a person"],
    ["unknown", "quiet", "ended"],
  ])("says what is known of it: %s", (result, tone, words) => {
    expect(markOf(result)).toEqual([tone, words]);
  });

  test("says the server's word for an older one", () => {
    expect(markOf("unknown", ownRunWith({ status: "success", run_id: "older" }))).toEqual(["good", "done"]);
  });
});
