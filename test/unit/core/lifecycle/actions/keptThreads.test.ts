import { describe, expect, test } from "vitest";
import { deleteKeptThread, findKeptThreads } from "../../../../../src/core/lifecycle/actions/keptThreads";
import type { Thread } from "../../../../../src/core/server/cron";
import { cronWith } from "../../../../fixtures/cronWith";
import { runWith } from "../../../../fixtures/runWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { problemOf } from "../../../../support/failureOf";
import { MemoryServer } from "../../../support/memoryServer";

const metadata = { langgraph_crons_name: "daily" };
const cron = cronWith({ cron_id: "c", metadata, payload: {}, on_run_completed: "keep" });
const [old, recent] = ["2026-10-01T00:00:00Z", "2026-11-20T00:00:00Z"];
const before = Date.parse("2026-11-01T00:00:00Z");

function serverWith(threads: Readonly<Record<string, Partial<Thread>>>, crons = [cron]): MemoryServer {
  const server = new MemoryServer(crons);
  for (const [thread_id, given] of Object.entries(threads)) {
    server.threads.push(threadWith({ thread_id, metadata, created_at: old, updated_at: old, ...given }));
    server.runs.set(thread_id, [runWith({ run_id: `run ${thread_id}`, thread_id, cron_id: "c", status: "success" })]);
  }
  return server;
}

const ids = (threads: readonly Thread[]) => threads.map(({ thread_id }) => thread_id);

describe("threads that a cron has kept", () => {
  test("may be deleted if they are old and hold nothing but its runs, the oldest first", async () => {
    const server = serverWith({
      second: { created_at: "2026-10-02T00:00:00Z" },
      first: {},
      failed: { created_at: "2026-10-03T00:00:00Z", status: "error" },
      young: { updated_at: recent },
    });
    const found = await findKeptThreads(server.api, cron, before);
    expect([ids(found.deletable), found.left]).toEqual([["first", "second", "failed"], 0]);
  });

  test.each<[string, Partial<Thread>]>([
    ["busy", { status: "busy" }],
    ["waits for a person", { status: "interrupted" }],
    ["says a word that we don't know", { status: "unknown" }],
  ])("are left alone where one is %s", async (_what, given) => {
    const found = await findKeptThreads(serverWith({ a: given, b: {} }).api, cron, before);
    expect([ids(found.deletable), found.left]).toEqual([["b"], 1]);
  });

  test("are left alone where somebody went on with one, or a cron runs on it", async () => {
    const server = serverWith({ continued: {}, alike: {}, used: {}, free: {}, silent: {} }, [
      cron,
      cronWith({ cron_id: "other", thread_id: "used", enabled: false }),
    ]);
    const person = runWith({ run_id: "person", thread_id: "continued", cron_id: null, status: "success" });
    server.runs.set("continued", [person, ...(server.runs.get("continued") ?? [])]);
    // As a server says it of a person's run on such a thread (0.16.7).
    const alike = runWith({ run_id: "alike", thread_id: "alike", cron_id: "c", status: "success" });
    server.runs.set("alike", [alike, ...(server.runs.get("alike") ?? [])]);
    server.runs.set("silent", [runWith({ run_id: "x", thread_id: "silent", cron_id: undefined, status: "success" })]);
    const found = await findKeptThreads(server.api, cron, before);
    expect([ids(found.deletable), found.left]).toEqual([["free"], 3]);
  });

  test("are not those of others that look alike", async () => {
    const server = serverWith({ own: {}, foreign: {}, none: {} });
    server.runs.set("foreign", [runWith({ run_id: "f", thread_id: "foreign", cron_id: "d", status: "success" })]);
    server.runs.set("none", []);
    const found = await findKeptThreads(server.api, cron, before);
    expect([ids(found.deletable), found.left]).toEqual([["own"], 0]);
  });
});

test("a server that returns the same page again and again is asked for it twice", async () => {
  const server = serverWith(Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [String(n), {}])));
  server.ignoresOffset = true;
  server.fails = (method) =>
    method === "searchThreads" && server.count(method) > 10 ? { kind: "timeout", milliseconds: 1 } : undefined;
  expect((await findKeptThreads(server.api, cron, before)).deletable).toHaveLength(1_000);
  expect(server.count("searchThreads")).toBe(2);
});

describe("a kept thread is deleted", () => {
  const thread = threadWith({ thread_id: "a", metadata, updated_at: old });
  const isThere = (server: MemoryServer) => server.threads.some(({ thread_id }) => thread_id === "a");

  test("as long as it is as it was found", async () => {
    const server = serverWith({ a: {} });
    expect(await deleteKeptThread(server.api, thread)).toBe(true);
    expect(isThere(server)).toBe(false);
    expect(await deleteKeptThread(server.api, thread)).toBe(true);
    expect(server.count("deleteThread")).toBe(1);
  });

  test.each<[string, Partial<Thread>]>([
    ["a run has begun", { status: "busy" }],
    ["it waits for a person", { status: "interrupted" }],
    ["somebody has written to it", { updated_at: recent }],
  ])("but not once %s", async (_what, given) => {
    const server = serverWith({ a: given });
    expect([await deleteKeptThread(server.api, thread), isThere(server)]).toEqual([false, true]);
  });

  test("but not once a cron runs on it, which would go with it", async () => {
    const server = serverWith({ a: {} }, [cronWith({ cron_id: "new", thread_id: "a" })]);
    expect([await deleteKeptThread(server.api, thread), isThere(server)]).toEqual([false, true]);
  });

  test("and a refusal is an error", async () => {
    const server = serverWith({ a: {} });
    server.fails = (method) => (method === "getThread" ? { kind: "timeout", milliseconds: 1 } : undefined);
    expect(await problemOf(deleteKeptThread(server.api, thread))).toMatchObject({ kind: "timeout" });
    expect(isThere(server)).toBe(true);
  });
});
