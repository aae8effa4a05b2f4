import { describe, expect, test } from "vitest";
import { readHealths, type ServerHealths } from "../../../../src/core/known/readHealths";
import type { Cron, Thread } from "../../../../src/core/server/cron";
import { ServerLacks } from "../../../../src/core/server/serverLacks";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";

const second = 1_000;
const minute = 60 * second;
const start = Date.parse("2026-11-30T12:30:30Z");
const iso = (moment: number) => new Date(moment).toISOString();

function serverWith(crons: readonly Partial<Cron>[], threads: readonly Partial<Thread>[] = []) {
  const server = new MemoryServer(crons.map((each, index) => cronWith({ cron_id: `c${index}`, ...each })));
  server.threads.push(
    ...threads.map((each, index) => threadWith({ thread_id: `t${index}`, updated_at: iso(start - minute), ...each })),
  );
  return server;
}

function read(
  server: MemoryServer,
  isWanted: (cron: Cron) => boolean = () => true,
  now = () => start,
): Promise<ServerHealths> {
  return readHealths({ server: server.api, dialect: undefined, lacks: new ServerLacks(), now, isWanted });
}

function healthOf({ crons }: ServerHealths, id: string) {
  return crons.find(({ cron }) => cron.cron_id === id)?.health;
}

/** Due at the full hour, and started for the last time half an hour ago. */
const hourly = { schedule: "0 * * * *", next_run_date: iso(start + 29.5 * minute) };
const hour = start - 30.5 * minute;
const runOf = (cron_id: string, thread_id: string, at: number, status: "success" | "error" = "success") =>
  ownRunWith({ cron_id, thread_id, created_at: iso(at), updated_at: iso(at + second), status });

describe("how the crons of a server are doing, read at once", () => {
  test("a server that is well takes three requests", async () => {
    const server = serverWith([{ ...hourly, thread_id: "t0" }], [{ updated_at: iso(hour + 5 * second) }]);
    const found = await read(server);
    expect([healthOf(found, "c0")?.kind, server.requests]).toEqual([
      "scheduled",
      ["info", "searchCrons", "searchThreads"],
    ]);
  });

  test("a failure is certain, counted, and told with its error", async () => {
    const error = { error: "KeyError", message: "'topic'" };
    const updated_at = iso(hour + second);
    const server = serverWith([{ ...hourly, thread_id: "t0" }], [{ status: "error", updated_at, error }]);
    server.runs.set("t0", [
      runOf("c0", "t0", hour, "error"),
      runOf("c0", "t0", hour - 60 * minute, "error"),
      runOf("c0", "t0", hour - 120 * minute),
    ]);
    const found = await read(server);
    expect(healthOf(found, "c0")).toMatchObject({ kind: "failed", inARow: 2, atLeast: false, isCertain: true, error });
    expect(server.requests).toEqual(["info", "searchCrons", "searchThreads", "runs", "searchThreads"]);
  });

  test("a failure on its thread that was somebody else's is none", async () => {
    const server = serverWith([{ ...hourly, thread_id: "t0" }], [{ status: "error", updated_at: iso(hour + second) }]);
    server.runs.set("t0", [{ ...runOf("c0", "t0", hour, "error"), cron_id: null }, runOf("c0", "t0", hour - second)]);
    expect(healthOf(await read(server), "c0")?.kind).toBe("scheduled");
  });

  test("a time of which the thread shows nothing was missed", async () => {
    const server = serverWith([{ ...hourly, thread_id: "t0" }], [{ updated_at: iso(hour - 60 * minute + second) }]);
    server.runs.set("t0", [runOf("c0", "t0", hour - 60 * minute)]);
    const found = await read(server);
    expect(healthOf(found, "c0")).toMatchObject({ kind: "missed", slots: 1, last: hour });
    expect(server.count("runs")).toBe(1);
  });

  test.each([
    ["missed", {}],
    ["skipped", { multitask_strategy: "reject" }],
  ])("of a cron that never ran its payload says that it was %s", async (kind, payload) => {
    const server = serverWith([{ ...hourly, thread_id: "t0", payload }], [{ updated_at: iso(hour - 90 * minute) }]);
    expect(healthOf(await read(server), "c0")?.kind).toBe(kind);
    expect(server.count("getCron")).toBe(1);
  });

  test("its time may come while it is read: what was missed before that is told", async () => {
    const due = hour + 60 * minute;
    let moment = due - 5;
    const crons = [{ ...hourly, thread_id: "t0", payload: {} }];
    const server = serverWith(crons, [{ updated_at: iso(hour - 90 * minute) }]);
    server.pause = async (method, at) => {
      if (method !== "getCron" || at !== "arrive") return;
      moment += second;
      for (const [id, cron] of server.crons) server.crons.set(id, { ...cron, next_run_date: iso(due + 60 * minute) });
    };
    const tick = () => {
      moment += 1;
      return moment;
    };
    const found = await read(server, undefined, tick);
    expect(found.crons[0]?.cron.next_run_date).toBe(iso(due + 60 * minute));
    expect(healthOf(found, "c0")).toMatchObject({ kind: "missed", last: hour });
    expect(server.requests).toEqual(["info", "searchCrons", "searchThreads", "runs", "getCron", "runs"]);
  });

  test("runs that pile up behind a busy thread are counted", async () => {
    const server = serverWith([{ ...hourly, thread_id: "t0" }], [{ status: "busy" }]);
    const queued = [1, 2, 3].map((n) => ({ ...runOf("c0", "t0", hour + n * minute), status: "pending" as const }));
    server.runs.set("t0", queued.reverse());
    expect(healthOf(await read(server), "c0")).toMatchObject({ kind: "pilingUp", queued: 3 });
  });

  test("a run that stops to ask between the reads of its thread and of its runs waits", async () => {
    const updated_at = iso(hour + 40 * second);
    const server = serverWith([{ ...hourly, thread_id: "t0" }], [{ status: "busy", updated_at: iso(hour) }]);
    server.runs.set("t0", [{ ...runOf("c0", "t0", hour), updated_at }]);
    server.pause = async (method, at) => {
      if (method !== "searchThreads" || at !== "answer") return;
      server.threads[0] = threadWith({ thread_id: "t0", status: "interrupted", updated_at });
    };
    expect(healthOf(await read(server), "c0")).toMatchObject({ kind: "waits", isCertain: true });
  });

  test("crons with one spec's name are duplicates", async () => {
    const metadata = { [metadataKeys.name]: "daily" };
    const found = await read(serverWith([{ metadata }, { metadata }, { metadata, enabled: false }]));
    expect(["c0", "c1", "c2"].map((id) => healthOf(found, id)?.kind)).toEqual(["duplicate", "duplicate", "paused"]);
  });

  test("a named cron that keeps its threads is judged by the newest", async () => {
    const metadata = { [metadataKeys.name]: "daily" };
    const kept = { ...hourly, metadata, on_run_completed: "keep" };
    const at = { created_at: iso(hour), updated_at: iso(hour + second) };
    const server = serverWith([kept], [{ metadata, status: "error", ...at }]);
    server.runs.set("t0", [runOf("c0", "t0", hour, "error")]);
    expect(healthOf(await read(server), "c0")).toMatchObject({ kind: "failed", isCertain: true });
    Object.assign(server.threads[0] ?? {}, { status: "idle", created_at: iso(hour - 60 * minute) });
    server.runs.set("t0", [runOf("c0", "t0", hour - 60 * minute)]);
    expect(healthOf(await read(server), "c0")?.kind).toBe("missed");
  });

  test("gives no alarm for a cron whose threads are gone: many servers delete old ones", async () => {
    const metadata = { [metadataKeys.name]: "daily" };
    const server = serverWith([{ ...hourly, metadata, on_run_completed: "keep", payload: {} }]);
    expect(healthOf(await read(server), "c0")?.kind).toBe("scheduled");
    expect(server.count("searchThreads")).toBe(1);
  });

  test("a thread that can't be read leaves what the lists say", async () => {
    const server = serverWith([{ ...hourly, thread_id: "t0" }], [{ status: "error" }]);
    server.fails = (method) => (method === "runs" ? { kind: "notFound", detail: "gone" } : undefined);
    expect(healthOf(await read(server), "c0")).toMatchObject({ kind: "failed", isCertain: false });
  });

  test("a server that falls silent in between is a failure of the reading", async () => {
    const server = serverWith([{ ...hourly, thread_id: "t0" }], [{ status: "error" }]);
    server.fails = (method) => (method === "runs" ? { kind: "timeout", milliseconds: 1 } : undefined);
    await expect(read(server)).rejects.toMatchObject({ problem: { kind: "timeout" } });
  });

  test("runs that the server has deleted count as somebody has seen them", async () => {
    const server = serverWith([{ ...hourly, thread_id: null }]);
    const runs = [runOf("c0", "gone", hour, "error"), runOf("c0", "gone", hour - 60 * minute, "error")];
    const seenRuns = () => ({ runs, isAll: false, readAt: start, newest: runs[0] });
    const options = { server: server.api, dialect: undefined, lacks: new ServerLacks(), now: () => start };
    const found = await readHealths({ ...options, isWanted: () => true, seenRuns });
    expect(healthOf(found, "c0")).toMatchObject({ kind: "failed", inARow: 2, atLeast: true });
    expect(healthOf(await read(server), "c0")?.kind).toBe("scheduled");
  });

  test("a server without crons is refused", async () => {
    const server = serverWith([]);
    server.info = { ...server.info, hasCrons: false };
    await expect(read(server)).rejects.toMatchObject({ problem: { kind: "noCrons" } });
  });

  test("a server that does not answer for its threads is not taken for one that is well", async () => {
    const server = serverWith([{ ...hourly, thread_id: "t0" }]);
    server.fails = (method) => (method === "searchThreads" ? { kind: "timeout", milliseconds: 1 } : undefined);
    await expect(read(server)).rejects.toMatchObject({ problem: { kind: "timeout" } });
  });

  test("a server that can't search threads has crons with what they themselves say", async () => {
    const server = serverWith([{ ...hourly, thread_id: "t0" }, { next_run_date: iso(start - 60 * minute) }]);
    server.fails = (method) =>
      method === "searchThreads" ? { kind: "rejected", status: 422, detail: "no", parameter: null } : undefined;
    const found = await read(server);
    expect(["c0", "c1"].map((id) => healthOf(found, id)?.kind)).toEqual(["scheduled", "late"]);
  });
});

describe("5,000 crons on 5,000 threads", () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({ ...hourly, thread_id: `t${index}` }));

  test.each<[string, () => Partial<Thread>]>([
    ["all well", () => ({ updated_at: iso(hour + 5 * second) })],
    ["all failed", () => ({ status: "error" })],
    ["all without a run", () => ({ updated_at: iso(hour - 90 * minute) })],
    ["all busy", () => ({ status: "busy" })],
  ])("take at most 25 requests, %s", async (_, threadOf) => {
    const server = serverWith(many, many.map(threadOf));
    const found = await read(server);
    expect(server.requests.length).toBeLessThanOrEqual(25);
    expect(found.crons).toHaveLength(5_000);
  });

  test("of those that failed a dozen are certain, and the others are named as unread", async () => {
    const server = serverWith(
      many,
      many.map(() => ({ status: "error" as const, updated_at: iso(hour + second) })),
    );
    for (const { thread_id } of many) {
      server.runs.set(thread_id, [runOf(`c${thread_id.slice(1)}`, thread_id, hour, "error")]);
    }
    const { crons, unread } = await read(server);
    const certain = crons.filter(({ health }) => health.kind === "failed" && health.isCertain);
    expect(crons.filter(({ health }) => health.kind === "failed")).toHaveLength(5_000);
    expect(certain.length).toBeGreaterThanOrEqual(10);
    expect(unread.size).toBe(5_000 - certain.length);
  });

  test("the runs of those that nobody asks about are not read", async () => {
    const server = serverWith(
      many.slice(0, 20),
      many.slice(0, 20).map(() => ({ status: "error" as const })),
    );
    await read(server, ({ cron_id }) => cron_id === "c7");
    expect(server.count("runs")).toBe(1);
  });
});
