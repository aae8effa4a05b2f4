import { describe, expect, test } from "vitest";
import { type TreeFacts, treeState } from "../../../../src/features/tree/treeState";
import { upcomingRuns } from "../../../../src/features/tree/upcomingRuns";
import type { ServerState } from "../../../../src/platform/servers/serverState";
import { cronWith } from "../../../fixtures/cronWith";

const ready: ServerState = { kind: "ready", info: { product: "agentServer", version: "0.16.7", hasCrons: true } };
const problem = (kind: "unreachable" | "unauthorized" | "noCrons" | "timeout" | "serverError"): ServerState => ({
  kind: "problem",
  problem: {
    unreachable: { kind: "unreachable", reason: "ECONNREFUSED" } as const,
    unauthorized: { kind: "unauthorized", status: 403, detail: "", keySent: true } as const,
    noCrons: { kind: "noCrons", version: "0.0.1" } as const,
    timeout: { kind: "timeout", milliseconds: 1 } as const,
    serverError: { kind: "serverError", status: 500, detail: "" } as const,
  }[kind],
});
const facts: TreeFacts = {
  trusted: true,
  servers: [ready],
  empty: false,
  hits: undefined,
  isFiltering: false,
  hasRows: false,
};

describe("which welcome text an empty tree shows", () => {
  test.each([
    ["none", { servers: [] }],
    ["none", { servers: [], trusted: false }],
    ["untrusted", { trusted: false }],
    ["loading", { servers: [{ kind: "connecting" }] }],
    ["ready", {}],
    ["noThreads", { empty: true }],
    ["noHits", { hits: 0 }],
    ["allFiltered", { hits: 0, isFiltering: true }],
    ["ready", { hits: 1, isFiltering: true }],
    ["ready", { hits: 1, empty: true, servers: [ready, ready] }],
    ["unreachable", { servers: [problem("unreachable")] }],
    ["unreachable", { servers: [problem("timeout")] }],
    ["refused", { servers: [problem("unauthorized")] }],
    ["noCrons", { servers: [problem("noCrons")] }],
    ["problem", { servers: [problem("serverError")] }],
    ["ready", { servers: [problem("unreachable")], hasRows: true }],
    ["ready", { servers: [problem("unreachable"), ready] }],
    ["ready", { servers: [problem("unreachable"), problem("noCrons")] }],
  ] as const)("%s", (state, given) => expect(treeState({ ...facts, ...given })).toBe(state));
});

describe("upcoming runs", () => {
  const reckoning = { now: Date.parse("2026-11-30T12:00:00Z"), dialect: "secondsLast" } as const;
  const iso = (runs: readonly number[]) => runs.map((run) => new Date(run).toISOString());

  test("begin with the server's own and continue from there", () => {
    const cron = cronWith({ next_run_date: "2026-12-02T09:00:00+00:00" });
    expect(iso(upcomingRuns(cron, reckoning, 3).runs)).toEqual([
      "2026-12-02T09:00:00.000Z",
      "2026-12-03T09:00:00.000Z",
      "2026-12-04T09:00:00.000Z",
    ]);
  });

  test("are computed if the list is old", () => {
    const cron = cronWith({ next_run_date: "2026-11-01T09:00:00+00:00", timezone: "Europe/Berlin" });
    expect(iso(upcomingRuns(cron, reckoning, 1).runs)).toEqual(["2026-12-01T08:00:00.000Z"]);
  });

  test("are computed as the cron's server reads six fields", () => {
    const cron = cronWith({ schedule: "0 30 9 * * *", next_run_date: null });
    expect(upcomingRuns(cron, reckoning, 1).runs).toEqual([]);
    expect(iso(upcomingRuns(cron, { ...reckoning, dialect: "secondsFirst" }, 1).runs)).toEqual([
      "2026-12-01T09:30:00.000Z",
    ]);
  });

  test("end with the cron", () => {
    const cron = cronWith({ end_time: "2026-12-02T08:00:00Z" });
    expect(iso(upcomingRuns(cron, reckoning, 5).runs)).toEqual(["2026-12-01T09:00:00.000Z"]);
  });

  test("are what the server says if we don't know its language or zone", () => {
    const foreign = { schedule: "every 5 minutes", timezone: "Mars/Phobos" };
    expect(iso(upcomingRuns(cronWith(foreign), reckoning, 5).runs)).toEqual(["2026-12-01T09:00:00.000Z"]);
    expect(upcomingRuns(cronWith({ ...foreign, next_run_date: null }), reckoning, 5).runs).toEqual([]);
  });
});
