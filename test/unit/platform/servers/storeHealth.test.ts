import { beforeEach, describe, expect, test } from "vitest";
import { CronHealths } from "../../../../src/core/known/cronHealths";
import type { Cron, Thread } from "../../../../src/core/server/cron";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { createLiveUpdates } from "../../../../src/platform/servers/liveServer";
import { recordingServer } from "../../../../src/platform/servers/recordingServer";
import { type ServerChange, ServerRecord } from "../../../../src/platform/servers/serverRecord";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { connectionWith } from "../../support/memoryConnections";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { VirtualTime } from "../../support/virtualTime";
import { resetStub } from "../../support/vscode";

const second = 1_000;
const minute = 60 * second;
const start = Date.parse("2026-11-30T12:00:30Z");
const iso = (moment: number) => new Date(moment).toISOString();

beforeEach(resetStub);

function serverWith(crons: readonly Partial<Cron>[], threads: readonly Partial<Thread>[] = []) {
  const server = new MemoryServer(crons.map((each, index) => cronWith({ cron_id: `c${index}`, ...each })));
  server.threads.push(...threads.map((each, index) => threadWith({ thread_id: `t${index}`, ...each })));
  return server;
}

function open(server: MemoryServer) {
  const time = new VirtualTime(start);
  const { connection, store } = createServers({ dev: server }, {}, () => time.now);
  const dev = connection("dev");
  const told: ServerChange[] = [];
  store.onDidChange((change) => told.push(change));
  const healthOf = (id: string) => store.health(dev, store.cron(dev, id) as Cron);
  return { dev, healthOf, store, time, told };
}

describe("how a cron is doing, by what the lists say", () => {
  test("needs no request beside those for crons and threads", async () => {
    const server = serverWith(
      [
        { thread_id: "t0" },
        { thread_id: "t1" },
        { thread_id: "t2" },
        { next_run_date: iso(start - 60 * minute) },
        { enabled: false },
      ],
      [
        { status: "error", updated_at: iso(start - minute) },
        { status: "interrupted", updated_at: iso(start - minute) },
        { status: "busy", updated_at: iso(start - minute) },
      ],
    );
    const { dev, healthOf, store } = open(server);
    await store.refresh(dev);
    expect(["c0", "c1", "c2", "c3", "c4"].map((id) => healthOf(id).kind)).toEqual([
      "failed",
      "waits",
      "running",
      "late",
      "paused",
    ]);
    expect(server.requests).toEqual(["info", "searchCrons", "searchThreads"]);
  });

  test("10,000 crons on 10,000 threads take 2 requests to the first rows, and 22 in all", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ thread_id: `t${index}` }));
    const server = serverWith(many, many);
    const { dev, healthOf, store, told } = open(server);
    const until: number[] = [];
    store.onDidChange(() => until.push(server.requests.length));
    await store.refresh(dev);
    const asked = (method: string) => server.requests.filter((each) => each === method).length;
    expect([asked("info"), asked("searchCrons"), asked("searchThreads")]).toEqual([1, 11, 10]);
    expect(until.find((_, index) => (told[index]?.added.length ?? 0) > 0)).toBeLessThanOrEqual(3);
    expect(healthOf("c9999").kind).toBe("scheduled");
    told.length = 0;
    await store.refresh(dev);
    expect(told).toEqual([]);
  });

  test("is the same object until something changes, or its time comes", async () => {
    const server = serverWith([{ thread_id: "t0", next_run_date: iso(start + minute) }], [{}]);
    const { dev, healthOf, store, time } = open(server);
    await store.refresh(dev);
    const health = healthOf("c0");
    time.now += minute - 1;
    expect(healthOf("c0")).toBe(health);
    time.now += 1;
    expect(healthOf("c0").kind).toBe("due");
  });

  test("counts the other crons of its spec that are on", async () => {
    const metadata = { [metadataKeys.name]: "daily" };
    const server = serverWith([{ metadata }, { metadata }, { metadata, enabled: false }]);
    const { dev, healthOf, store } = open(server);
    await store.refresh(dev);
    expect([healthOf("c0"), healthOf("c2")]).toMatchObject([{ kind: "duplicate", others: 1 }, { kind: "paused" }]);
  });
});

test("a named cron without a thread fails with the newest thread that it has left", async () => {
  const metadata = { [metadataKeys.name]: "daily" };
  const server = serverWith(
    [{ metadata, on_run_completed: "keep" }],
    [
      { metadata, status: "error", created_at: iso(start - minute), updated_at: iso(start - minute) },
      { metadata, created_at: iso(start - 2 * minute), updated_at: iso(start - 2 * minute) },
    ],
  );
  const { dev, healthOf, store, told } = open(server);
  await store.refresh(dev);
  expect([healthOf("c0").kind, server.requests]).toEqual(["failed", ["info", "searchCrons", "searchThreads"]]);
  server.threads.push(threadWith({ thread_id: "new", metadata, created_at: iso(start), updated_at: iso(start) }));
  told.length = 0;
  await store.refresh(dev);
  expect([told.map(({ changed }) => changed), healthOf("c0").kind]).toEqual([[["c0"]], "scheduled"]);
});

describe("what changes", () => {
  test("is told for the crons of a thread that has changed, and for no other", async () => {
    const server = serverWith([{ thread_id: "t0" }, { thread_id: "t0" }, { thread_id: "t1" }], [{}, {}]);
    const { dev, store, told } = open(server);
    await store.refresh(dev);
    told.length = 0;
    Object.assign(server.threads[0] ?? {}, { status: "error", updated_at: iso(start) });
    await store.refresh(dev);
    expect(told.map(({ changed }) => changed)).toEqual([["c0", "c1"]]);
  });

  test("is told of a delay that an unchanged list shows", async () => {
    const server = serverWith([{ next_run_date: iso(start + minute) }]);
    const { dev, healthOf, store, time, told } = open(server);
    await store.refresh(dev);
    healthOf("c0");
    told.length = 0;
    time.now += 10 * minute;
    await store.refresh(dev);
    expect([told.map(({ changed }) => changed), healthOf("c0").kind]).toEqual([[["c0"]], "late"]);
  });

  test("runs that were read say for certain whose the failure was", async () => {
    const failed = { status: "error", updated_at: iso(start - minute) } as const;
    const server = serverWith([{ thread_id: "t0" }], [failed]);
    const { dev, healthOf, store, told } = open(server);
    await store.refresh(dev);
    expect(healthOf("c0")).toMatchObject({ kind: "failed", isCertain: false });
    told.length = 0;
    const created_at = iso(start - 2 * minute);
    server.runs.set("t0", [ownRunWith({ created_at, updated_at: failed.updated_at, cron_id: null, status: "error" })]);
    await store.runs(dev, store.cron(dev, "c0") as Cron);
    expect([told.map(({ changed }) => changed), healthOf("c0").kind]).toEqual([[["c0"]], "scheduled"]);
  });

  test("a cron that never ran has its payload read with its runs, to tell whether that is on purpose", async () => {
    const hourly = { schedule: "0 * * * *", next_run_date: iso(start + 60 * minute - 30 * second), thread_id: "t0" };
    const server = serverWith([{ ...hourly, payload: {} }], [{}]);
    const { dev, healthOf, store } = open(server);
    await store.refresh(dev);
    expect(healthOf("c0").kind).toBe("scheduled");
    await store.runs(dev, store.cron(dev, "c0") as Cron);
    expect(healthOf("c0").kind).toBe("missed");
    expect(server.count("getCron")).toBe(1);
  });
});

test("a server of threads that can't be searched still has crons with a health", async () => {
  const server = serverWith([{ thread_id: "t0" }]);
  server.fails = (method) =>
    method === "searchThreads" ? { kind: "rejected", status: 422, detail: "no", parameter: null } : undefined;
  const { dev, healthOf, store } = open(server);
  expect((await store.refresh(dev)).kind).toBe("ready");
  expect(healthOf("c0").kind).toBe("scheduled");
});

describe("live", () => {
  /** A server that starts each cron on its thread three seconds after it was due; a run takes a second. */
  function live(server: MemoryServer, results: (id: string) => "idle" | "error" = () => "idle") {
    const time = new VirtualTime(start);
    const told: ServerChange[] = [];
    const record = new ServerRecord(
      connectionWith(),
      (change) => told.push(change),
      () => time.now,
    );
    const healths = new CronHealths(record);
    record.healths = healths;
    const api = recordingServer(server.api, record, () => undefined);
    const updates = createLiveUpdates({
      record,
      server: async () => api,
      plainServer: async () => server.api,
      clock: { now: () => time.now, after: (wait, task) => time.after(wait, task), random: () => 0 },
    });
    const run = () => {
      for (const cron of server.crons.values()) {
        const due = Date.parse(cron.next_run_date ?? "");
        if (due + 3 * second > time.now) continue;
        server.crons.set(cron.cron_id, { ...cron, next_run_date: iso(due + 10 * minute) });
        const thread = server.threads.find(({ thread_id }) => thread_id === cron.thread_id);
        if (thread === undefined) continue;
        const status = results(cron.cron_id);
        const updated_at = iso(due + 4 * second);
        Object.assign(thread, { status, updated_at });
        const ended = status === "error" ? "error" : "success";
        const created_at = iso(due + 3 * second);
        const started = ownRunWith({
          thread_id: thread.thread_id,
          created_at,
          updated_at,
          status: ended,
          cron_id: cron.cron_id,
        });
        server.runs.set(thread.thread_id, [started, ...(server.runs.get(thread.thread_id) ?? [])]);
      }
      time.after(second, run);
    };
    run();
    const read = async () => {
      const crons = await api.searchCrons({ limit: 1_000, offset: 0 });
      const ids = crons.flatMap(({ thread_id }) => thread_id ?? []);
      await api.searchThreads({ ids, limit: 1_000, offset: 0 });
      for (const { cron_id } of crons) healths.of(record.crons.get(cron_id) as Cron, time.now);
      server.requests.length = 0;
      told.length = 0;
    };
    const healthOf = (id: string) => healths.of(record.crons.get(id) as Cron, time.now);
    return { healthOf, read, record, time, told, updates };
  }

  const every10 = { schedule: "*/10 * * * *" };

  test("200 crons of a server that is well cost at most 2 requests and one for each time, and change one by one", async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      schedule: `${index % 10}-59/10 * * * *`,
      next_run_date: iso(start - 30 * second + ((index % 10) + 1) * minute),
      thread_id: `t${index}`,
    }));
    const server = serverWith(many, many);
    const { healthOf, read, time, updates } = live(server);
    await read();
    updates.start();
    await time.to(start + 15 * minute);
    // Each cron had one or two times: 20 at each of 15 minutes.
    expect(server.requests.length).toBeLessThanOrEqual(2 + 300);
    expect(server.requests.length).toBeLessThanOrEqual(2 * 15 + 2);
    for (const id of server.crons.keys()) expect(healthOf(id).kind).toBe("scheduled");
  });

  test("a run that fails is seen after its time, with its run", async () => {
    const next_run_date = iso(start + 30 * second);
    const server = serverWith([{ ...every10, next_run_date, thread_id: "t0" }], [{ updated_at: iso(start - minute) }]);
    const { healthOf, read, time, told, updates } = live(server, () => "error");
    await read();
    updates.start();
    await time.to(start + 30 * second + 13 * second);
    expect(server.requests).toEqual(["searchThreads", "runs"]);
    expect(healthOf("c0")).toMatchObject({ kind: "failed", isCertain: true, inARow: 1 });
    expect(told.flatMap(({ changed }) => changed)).toContain("c0");
  });

  test("a scheduler that has stopped is seen as late, as soon as that is certain", async () => {
    const next_run_date = iso(start + 30 * second);
    const server = serverWith([{ ...every10, next_run_date, thread_id: "t0" }], [{ updated_at: iso(start - minute) }]);
    const { healthOf, read, time, updates } = live(server);
    await read();
    server.crons.set("c0", { ...(server.crons.get("c0") as Cron), next_run_date });
    time.now += 1;
    const stopped = () => server.crons.set("c0", { ...(server.crons.get("c0") as Cron), next_run_date });
    const thread = server.threads[0] as Thread;
    const keep = () => {
      stopped();
      Object.assign(thread, { status: "idle", updated_at: iso(start - minute) });
      server.runs.clear();
      time.after(second / 2, keep);
    };
    keep();
    updates.start();
    await time.to(start + 30 * second + 2 * minute);
    expect(healthOf("c0")).toMatchObject({ kind: "late", slot: start + 30 * second });
  });

  test("what another client has made, paused and deleted is seen", async () => {
    const next_run_date = iso(start + 30 * second);
    const threads = [{}, {}, {}];
    const crons = ["t0", "t1", "t2"].map((thread_id) => ({ ...every10, next_run_date, thread_id }));
    const server = serverWith(crons, threads);
    const { read, record, time, updates } = live(server);
    await read();
    updates.start();
    server.crons.delete("c1");
    server.change("c2", { enabled: false });
    server.crons.set("new", cronWith({ cron_id: "new" }));
    await time.to(start + 2 * minute);
    expect(record.crons.all.map(({ cron_id, enabled }) => [cron_id, enabled])).toEqual([
      ["c0", true],
      ["c2", false],
      ["new", true],
    ]);
  });

  test("of more crons than one request brings, those that are due first are read", async () => {
    const many = Array.from({ length: 1_000 }, () => ({ ...every10, next_run_date: iso(start + 30 * second) }));
    const server = serverWith(many);
    const { read, time, updates } = live(server);
    await read();
    updates.start();
    await time.to(start + minute);
    expect(server.cronQueries.at(-1)).toMatchObject({ dueFirst: true, limit: 1_000 });
  });
});
