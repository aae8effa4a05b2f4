import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UpcomingSource } from "../../../../src/features/upcoming/upcomingSource";
import {
  idsOfSubject,
  subjectOf,
  subjectOfIds,
  type UpcomingSubject,
} from "../../../../src/features/upcoming/upcomingSubject";
import type { TreeNode } from "../../../../src/platform/app/treeNode";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { connectionWith } from "../../support/memoryConnections";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubState } from "../../support/vscode";

const now = Date.parse("2026-11-20T12:00:00Z");
const onThread = (id: string, thread: string | null, name: string) =>
  cronWith({
    cron_id: id,
    thread_id: thread,
    schedule: "0 9 * * *",
    timezone: "Europe/Berlin",
    next_run_date: "2026-11-21T08:00:00Z",
    created_at: "2026-11-01T00:00:00Z",
    updated_at: "2026-11-01T00:00:00Z",
    metadata: { langgraph_crons_name: name },
  });

let opened: UpcomingSource[] = [];

beforeEach(() => {
  resetStub();
  stubState.settings.set("langgraphCrons.displayTimeZone", "America/New_York");
  vi.useFakeTimers({ now, toFake: ["Date"] });
});
afterEach(() => {
  for (const source of opened) source.dispose();
  opened = [];
  vi.useRealTimers();
});

async function open(subject: UpcomingSubject) {
  const server = new MemoryServer([
    onThread("c0", "t0", "b-report"),
    onThread("c1", "t1", "a-report"),
    onThread("c2", "t1", "c-report"),
  ]);
  server.threads.push(threadWith({ thread_id: "t0", status: "error" }), threadWith({ thread_id: "t1" }));
  server.runs.set("t0", [
    runWith({
      run_id: "r1",
      thread_id: "t0",
      cron_id: "c0",
      status: "error",
      created_at: "2026-11-20T08:00:00Z",
      updated_at: "2026-11-20T08:00:04Z",
    }),
    runWith({
      run_id: "r0",
      thread_id: "t0",
      cron_id: "c0",
      created_at: "2026-11-19T08:00:00Z",
      updated_at: "2026-11-19T08:00:02Z",
    }),
  ]);
  const { connections, log, store } = createServers({
    dev: server,
    other: new MemoryServer([onThread("c9", "t9", "z")]),
  });
  const source = new UpcomingSource(subject, { connections, servers: store, log });
  opened.push(source);
  await source.read(false);
  return { server, source, store, connections };
}

const all: UpcomingSubject = [{ connectionId: "dev", kind: "connection", id: "" }];

describe("the crons of the page", () => {
  it("are those of a connection; what failed comes first, then by name", async () => {
    const { source } = await open(all);
    const { crons, isReading, title, zone } = source.view();
    expect(crons.map(({ name, needsAttention }) => [name, needsAttention])).toEqual([
      ["b-report", true],
      ["a-report", false],
      ["c-report", false],
    ]);
    expect({ isReading, title, zone }).toEqual({ isReading: false, title: "dev", zone: "America/New_York" });
    expect(crons[0]?.running).toEqual({
      schedule: "0 9 * * *",
      timezone: "Europe/Berlin",
      end_time: null,
      enabled: true,
      dialect: "secondsLast",
      nextRunDate: "2026-11-21T08:00:00Z",
    });
  });

  it.each<[string, UpcomingSubject, readonly string[]]>([
    ["a thread", [{ connectionId: "dev", kind: "thread", id: "t1" }], ["a-report", "c-report"]],
    ["one cron", [{ connectionId: "dev", kind: "cron", id: "c2" }], ["c-report"]],
    [
      "a selection on two servers",
      [
        { connectionId: "dev", kind: "cron", id: "c2" },
        { connectionId: "other", kind: "connection", id: "" },
      ],
      ["c-report", "z"],
    ],
    ["a connection that was removed", [{ connectionId: "gone", kind: "connection", id: "" }], []],
  ])("are those of %s", async (_what, subject, names) => {
    const { source } = await open(subject);
    expect(source.view().crons.map(({ name }) => name)).toEqual(names);
    expect(subjectOfIds(idsOfSubject(subject))).toEqual(subject);
  });
});

describe("its servers", () => {
  it("are looked at while somebody looks at the page, and no others", async () => {
    const { source, store, connections } = await open(all);
    const looked: string[] = [];
    vi.spyOn(store, "look").mockImplementation(({ id }) => {
      looked.push(id);
      return { dispose: () => void looked.splice(looked.indexOf(id), 1) };
    });
    source.attend(true);
    source.attend(true);
    expect(looked).toEqual(["dev"]);
    await connections.remove("dev");
    expect(looked).toEqual([]);
    source.attend(false);
    source.attend(true);
    source.dispose();
    expect(looked).toEqual([]);
  });
});

describe("past runs", () => {
  it("are read for the rows that the page asks for, once, with what became of them", async () => {
    const { server, source } = await open(all);
    expect(source.view().crons.map(({ runs }) => runs)).toEqual([null, null, null]);
    await source.readRuns(["dev c0", "dev nothing"]);
    await source.readRuns(["dev c0"]);
    const [cron] = source.view().crons;
    expect(
      cron?.runs?.map(({ end, id, kind, start }) => [id, kind, new Date(start).toISOString(), (end ?? 0) - start]),
    ).toEqual([
      ["r1", "bad", "2026-11-20T08:00:00.000Z", 4_000],
      ["r0", "good", "2026-11-19T08:00:00.000Z", 2_000],
    ]);
    expect(cron?.takes).toEqual({ median: 4_000, runs: 2 });
    expect(server.count("runs")).toBe(1);
  });
});

describe("rows of the tree", () => {
  const connection = connectionWith({ id: "dev" });
  const cron = onThread("c0", "t0", "x");

  it("stand for their crons, each once, and rows without crons for none", () => {
    const rows: readonly TreeNode[] = [
      { kind: "connection", connection },
      { kind: "cron", connection, cron },
      { kind: "cron", connection, cron },
      { kind: "thread", connection, thread: threadWith({ thread_id: "t0" }) },
      { kind: "otherThreads", connection },
    ];
    expect(subjectOf(rows).map(({ id, kind }) => [kind, id])).toEqual([
      ["connection", ""],
      ["cron", "c0"],
      ["thread", "t0"],
    ]);
  });
});
