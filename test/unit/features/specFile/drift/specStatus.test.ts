import { describe, expect, test } from "vitest";
import type { Health, HealthWord } from "../../../../../src/core/health/health";
import type { Thread } from "../../../../../src/core/server/cron";
import { doctorLens, healthLens } from "../../../../../src/features/specFile/drift/healthLens";
import type { SpecStanding } from "../../../../../src/features/specFile/drift/specStates";
import { type SpecStand, specStatus } from "../../../../../src/features/specFile/drift/specStatus";
import type { Connection } from "../../../../../src/platform/servers/connections/connection";
import { cronWith } from "../../../../fixtures/cronWith";
import { runWith } from "../../../../fixtures/runWith";
import { threadWith } from "../../../../fixtures/threadWith";

const now = Date.parse("2026-11-20T12:00:00Z");
const staging = { id: "s", name: "staging", production: false } as Connection;
const cron = cronWith({ cron_id: "c0" });
const health = (word: HealthWord, lastRun?: Health["lastRun"]): Health => ({
  ...{ ...word, lastRun, next: undefined, until: undefined },
});
const lastRun: Health["lastRun"] = {
  ...{ run: runWith({ status: "error", updated_at: "2026-11-20T10:00:00Z" }), slot: null, lateBy: null },
  result: "failed",
};
const failed = (inARow: number) =>
  health({ kind: "failed", inARow, atLeast: false, since: 1, slot: null, error: undefined, isCertain: true }, lastRun);
const inSync: SpecStanding = { kind: "inSync", cron, changedOnServer: false, assumed: [] };
const differs: SpecStanding = {
  kind: "differs",
  cron,
  changedOnServer: false,
  assumed: [],
  names: ["schedule"],
  marks: [],
  update: { kind: "none" },
};
const knownOf = (given: Health, thread?: Thread) => ({ cron, health: given, thread });
const fine = health({ kind: "scheduled" });

describe("the status of a spec file", () => {
  test.each<[string, readonly SpecStand[], string, number, boolean]>([
    ["in sync", [{ standing: inSync, known: knownOf(fine) }], "staging · in sync", 0, false],
    [
      "failing",
      [{ standing: inSync, known: knownOf(failed(1)) }],
      "staging · in sync · last run failed 2 hours ago",
      2,
      false,
    ],
    [
      "failing often",
      [{ standing: differs, known: knownOf(failed(3)) }],
      "staging · differs · failed 3 in a row",
      2,
      false,
    ],
    ["not known yet", [{ standing: { kind: "asking" }, known: undefined }], "staging · asking…", 0, true],
    ["never asked for", [{ standing: undefined, known: undefined }], "staging", 0, false],
    [
      "of several",
      [
        { standing: inSync, known: knownOf(failed(1)) },
        { standing: inSync, known: knownOf(failed(2)) },
        { standing: differs, known: knownOf(fine) },
        { standing: { kind: "notSubmitted" }, known: undefined },
      ],
      "staging · 2 in sync · 1 differs · 1 not submitted · 2 need attention",
      2,
      false,
    ],
    [
      "of another set",
      [{ standing: { kind: "anotherSet", cron, inSet: "billing" }, known: undefined }],
      "staging · of another set",
      1,
      false,
    ],
    ["that differs", [{ standing: differs, known: knownOf(fine) }], "staging · differs", 1, false],
  ])("%s", async (_, specs, text, severity, busy) => {
    expect(await specStatus(staging, specs, now)).toEqual({ text, severity, busy });
  });

  test("says that it is a production server, and that none is chosen", async () => {
    const production = { ...staging, production: true };
    expect((await specStatus(production, [], now)).text).toBe("staging (production)");
    expect((await specStatus(undefined, [{ standing: inSync, known: knownOf(failed(1)) }], now)).text).toBe(
      "no connection chosen",
    );
  });
});

describe("the lens about the cron of a spec", () => {
  test("says what is wrong, and opens the run that shows it, with ids alone", () => {
    expect(healthLens(knownOf(failed(1)), staging, now)).toEqual({
      title: "$(error) last run failed 2 hours ago",
      tooltip: expect.stringMatching(/failed/),
      command: "langgraphCrons.attention.open",
      arguments: [{ connectionId: "s", cronId: "c0" }],
    });
    const waits = health({ kind: "waits", since: 1, asks: [], isCertain: true });
    expect(healthLens(knownOf(waits), staging, now).title).toBe("$(person) waits for a person");
  });

  test("has the doctor beside it, with ids alone", () => {
    expect(doctorLens(knownOf(failed(1)), staging)).toEqual({
      title: "Why?",
      tooltip: "Why does it not run?",
      command: "langgraphCrons.doctor.open",
      arguments: [{ connectionId: "s", cronId: "c0" }],
    });
  });

  test("says the time by the thread where the runs were not read, and none that is not known", () => {
    const unsure = { ...failed(1), lastRun: undefined };
    expect(healthLens(knownOf(unsure), staging, now).title).toBe("$(error) last run failed");
    const thread = threadWith({ status: "error", updated_at: "2026-11-20T09:00:00Z" });
    expect(healthLens(knownOf(unsure, thread), staging, now).title).toBe("$(error) last run failed 3 hours ago");
  });
});
