import { expect, test } from "vitest";
import { systemClock } from "../../../../../src/core/base/clock";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import { rootId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { inLease, writerOf } from "../../../../../src/core/lifecycle/lease/writer";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { failureOf, problemOf } from "../../../../support/failureOf";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };

test("a writer uses the machine's clock and waits for requests of 20 s by default", () => {
  const { api } = new MemoryServer();
  const { signal } = new AbortController();
  const plain = writerOf(api, {});
  expect([plain.clock, plain.doubtMilliseconds, plain.call()]).toStrictEqual([systemClock, 25_000, {}]);
  const clock = { now: () => 0, sleep: async () => undefined };
  const told = writerOf(api, { clock, doubtMilliseconds: 7, signal });
  expect([told.clock, told.doubtMilliseconds, told.call()]).toStrictEqual([clock, 7, { signal }]);
});

test("it tries repeatable requests three times, and ends with its signal", async () => {
  const server = new MemoryServer();
  server.fails = () => reset;
  const sleeps: unknown[] = [];
  const clock = { now: () => 0, sleep: async (...all: unknown[]) => void sleeps.push(all) };
  const { signal } = new AbortController();
  const { retry } = writerOf(server.api, { clock, signal });
  expect(await problemOf(retry(() => server.api.countThreads()))).toEqual(reset);
  expect([server.count("countThreads"), sleeps]).toEqual([
    3,
    [
      [200, signal],
      [400, signal],
    ],
  ]);
});

async function leased<Value>(act: () => Promise<Value>, signal?: AbortSignal) {
  const server = new MemoryServer();
  const { calls, server: api } = recorded(server.api);
  const clock = { now: () => 0, sleep: async () => undefined };
  const writer = writerOf(api, { clock, doubtMilliseconds: 7, ...(signal === undefined ? {} : { signal }) });
  let held = 0;
  const done = inLease(writer, ["name a"], async (lease) => {
    held = server.threads.length;
    await lease.fence();
    return act();
  });
  return { calls, done, held: () => held, server };
}

test("work in a lease is done while the lock exists, and the lock is released", async () => {
  const { signal } = new AbortController();
  const { calls, done, held, server } = await leased(async () => "done", signal);
  expect([await done, held(), server.threads]).toEqual(["done", 1, []]);
  const [[claim, id, lock] = [], ...looks] = calls;
  expect([claim, id]).toEqual(["claimThread", rootId("name a")]);
  expect(lock).toMatchObject({ [metadataKeys.lock]: "name a", [metadataKeys.lockDoubt]: 7 });
  expect(looks[0]).toEqual(["getThread", expect.anything(), { signal }]);
});

test("the lock is released if it fails, too; a lease lost to others is thrown as a refusal", async () => {
  const faulty = await leased(() => Promise.reject(new TypeError("ours")));
  await expect(faulty.done).rejects.toThrow("ours");
  expect(faulty.server.threads).toEqual([]);
  const lost = await leased(() => Promise.reject(new LeaseLost()));
  const { problem, request } = await failureOf(lost.done);
  const detail = "The cron is gone, or another submit of this name is working on it.";
  expect(problem).toEqual({ kind: "rejected", status: 409, detail, parameter: null });
  expect([request, lost.server.threads]).toEqual([{ method: "POST", path: "/threads" }, []]);
});

test("of several locks all are held at once, and released even where one can't be taken", async () => {
  const server = new MemoryServer();
  const clock = { now: () => 0, sleep: async () => undefined };
  const names = () => server.threads.map(({ metadata }) => metadata[metadataKeys.lock]).reverse();
  const locks = ["name a", "cron c"];
  expect(await inLease(writerOf(server.api, { clock }), locks, async () => names())).toEqual(locks);
  expect(names()).toEqual([]);
  server.fails = (method) => (method === "claimThread" && server.threads.length === 1 ? reset : undefined);
  await expect(inLease(writerOf(server.api, { clock }), locks, async () => "done")).rejects.toThrow();
  expect(names()).toEqual([]);
});
