import { beforeEach, describe, expect, test } from "vitest";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub } from "../../support/vscode";

let now: number;

beforeEach(() => {
  resetStub();
  now = Date.parse("2026-11-30T12:00:00Z");
});

/** Due at 9:00 each day. */
const cron = cronWith({ cron_id: "ours", assistant_id: "agent", thread_id: null, on_run_completed: "keep" });
const day = (number: number) => `2026-11-${String(number).padStart(2, "0")}T09:00:02Z`;

async function open(given: Partial<typeof cron>) {
  const ours = { ...cron, ...given };
  const server = new MemoryServer([ours]);
  /** A thread that a run has left, with that run. */
  const leave = (id: string, created_at: string, metadata: typeof ours.metadata, cron_id: string | null = "ours") => {
    server.threads.push(threadWith({ thread_id: id, created_at, updated_at: created_at, metadata }));
    server.runs.set(id, [
      ownRunWith({ run_id: `run of ${id}`, thread_id: id, created_at, updated_at: created_at, cron_id }),
    ]);
  };
  const { connection, store } = createServers({ dev: server }, {}, () => now);
  const dev = connection("dev");
  await store.refresh(dev);
  server.requests.length = 0;
  const runs = async (more = false) => (await store.runs(dev, ours, more))?.runs.map(({ run_id }) => run_id);
  return { dev, leave, ours, runs, server, store };
}

describe("the runs of a cron without a thread", () => {
  test("are found by its name, newest first", async () => {
    const named = { [metadataKeys.name]: "daily" };
    const { dev, leave, ours, runs, server, store } = await open({ metadata: named });
    expect(store.knownRuns(dev, ours)).toBeUndefined();
    leave("a", day(28), named);
    leave("b", day(29), named);
    leave("c", day(29), {});
    expect(await runs()).toEqual(["run of b", "run of a"]);
    expect(store.knownRuns(dev, ours)).toMatchObject({ isAll: true, newest: { run_id: "run of b" } });
    expect(server.requests).toEqual(["searchThreads", "runs", "runs"]);
  });

  test("of a foreign cron are found by its assistant and its times, if they say that it started them", async () => {
    const mark = { assistant_id: "agent", team: "red" };
    const { leave, runs, server } = await open({ metadata: { team: "red", list: [] } });
    leave("ours", day(28), mark);
    leave("another cron's", day(29), mark, "another");
    leave("a person's, of another time", "2026-11-29T15:00:00Z", mark, null);
    leave("another team's", day(27), { assistant_id: "agent" });
    expect(await runs()).toEqual(["run of ours"]);
    expect(server.count("runs")).toBe(2);
  });

  test("are ten at first, and then more", async () => {
    const named = { [metadataKeys.name]: "daily" };
    const { leave, runs } = await open({ metadata: named });
    for (let number = 1; number <= 25; number += 1) leave(String(number), day(number), named);
    expect(await runs()).toHaveLength(10);
    expect(await runs(true)).toHaveLength(20);
    const all = await runs(true);
    expect([all?.length, all?.[0], all?.at(-1)]).toEqual([25, "run of 25", "run of 1"]);
  });

  test("of a foreign cron are looked for behind those of others", async () => {
    const mark = { assistant_id: "agent" };
    const { leave, runs } = await open({});
    leave("ours", day(1), mark);
    for (let number = 2; number <= 26; number += 1) leave(String(number), day(number), mark, "another");
    expect([await runs(), await runs(true), await runs(true)]).toEqual([[], [], ["run of ours"]]);
  });

  test("give it its health, together with the thread of the newest one", async () => {
    const named = { [metadataKeys.name]: "daily" };
    const { dev, leave, ours, runs, server, store } = await open({ metadata: named });
    leave("a", day(30), named);
    Object.assign(server.threads[0] ?? {}, { status: "interrupted", interrupts: [{ id: "1", value: "Go on?" }] });
    expect(store.health(dev, ours).kind).toBe("scheduled");
    await runs();
    expect(store.health(dev, ours)).toMatchObject({ kind: "waits", asks: [{ value: "Go on?" }] });
  });
});

describe("the row of a cron is drawn", () => {
  test("when its runs were found, and not if they are found again", async () => {
    const mark = { assistant_id: "agent", team: "red" };
    const { dev, leave, runs, store } = await open({ metadata: { team: "red" } });
    leave("a", day(28), mark);
    const changed: string[] = [];
    store.onDidChange((change) => changed.push(...change.changed));
    await runs();
    expect(changed).toContain("ours");
    expect(store.knownRuns(dev, { ...cron, metadata: mark })?.runs).toHaveLength(1);
    store.outdateRuns(dev, "ours");
    changed.length = 0;
    await runs();
    expect(changed).toEqual([]);
  });

  test("when a newer list makes it uncertain whether a run is there that the server deletes", async () => {
    const named = { [metadataKeys.name]: "daily" };
    const { dev, leave, ours, runs, server, store } = await open({ metadata: named, on_run_completed: "delete" });
    leave("a", day(28), named);
    server.runs.set("a", [ownRunWith({ run_id: "r", thread_id: "a", cron_id: "ours", status: "running" })]);
    await runs();
    const isThere = () => store.seenRuns(dev, ours).map((seen) => seen.isThere);
    expect(isThere()).toEqual([true]);
    now += 60_000;
    const changed: string[] = [];
    store.onDidChange((change) => changed.push(...change.changed));
    await store.refresh(dev);
    expect([isThere(), changed]).toEqual([[false], ["ours"]]);
  });
});

test("of a foreign cron known runs tell nothing of the last one, once it was due again", async () => {
  const mark = { assistant_id: "agent", team: "red" };
  const { dev, leave, ours, runs, server, store } = await open({
    metadata: { team: "red" },
    next_run_date: "2026-12-03T09:00:00Z",
  });
  leave("a", day(30), mark);
  server.threads[0] = threadWith({ ...server.threads[0], status: "error" });
  server.runs.set("a", [ownRunWith({ thread_id: "a", cron_id: "ours", created_at: day(30), status: "error" })]);
  await runs();
  const health = () => [store.health(dev, ours).kind, store.health(dev, ours).lastRun?.result];
  expect(health()).toEqual(["failed", "failed"]);
  now = Date.parse("2026-12-01T08:59:00Z");
  expect(health()).toEqual(["failed", "failed"]);
  now = Date.parse("2026-12-01T09:02:00Z");
  leave("b", "2026-12-01T09:00:02Z", mark);
  expect(health()).toEqual(["scheduled", undefined]);
  await runs();
  expect(health()).toEqual(["scheduled", "succeeded"]);
});

describe("whether it has missed a time", () => {
  const named = { [metadataKeys.name]: "daily" };
  const due = { metadata: named, next_run_date: "2026-12-01T09:00:00Z", payload: {} };

  test("is not said where no thread of it is there: old ones may have been deleted", async () => {
    const { dev, ours, runs, store } = await open(due);
    expect(await runs()).toEqual([]);
    expect(store.health(dev, ours).kind).toBe("scheduled");
  });

  test("is said where an older one is there, and none of its last times", async () => {
    const { dev, leave, ours, runs, store } = await open(due);
    leave("a", day(28), named);
    await runs();
    expect(store.health(dev, ours)).toMatchObject({
      kind: "missed",
      slots: 2,
      since: Date.parse("2026-11-29T09:00:00Z"),
    });
  });
});
