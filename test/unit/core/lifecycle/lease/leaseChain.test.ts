import { expect, test } from "vitest";
import { guardMilliseconds, LeaseLost, noLease, ThreadLease } from "../../../../../src/core/lifecycle/lease/lease";
import {
  type LockNode,
  lockMetadata,
  readChain,
  readNode,
  rootId,
  successorId,
} from "../../../../../src/core/lifecycle/lease/leaseChain";
import { isLockThread } from "../../../../../src/core/lifecycle/lease/lockThread";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { threadWith } from "../../../../fixtures/threadWith";
import { problemOf } from "../../../../support/failureOf";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const { signal } = new AbortController();
const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };
const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
const { lock, lockDoubt, lockOwner, lockPulse } = metadataKeys;

/** Windows of two versions have to lock the same threads. */
test("the ids of a lock's threads stay what they are", () => {
  expect(rootId("name a")).toBe("462aa0e6-fd0a-5c49-904d-5fbc53f5217e");
  expect(successorId({ id: rootId("name a"), owner: "s/1" })).toBe("124c1ab2-a24e-50de-b0d5-0f286ba4f86e");
  expect(new Set([rootId("name b"), rootId("name a"), successorId({ id: "x", owner: "s/2" })]).size).toBe(3);
});

test("a lock's thread says what it locks, its owner, and how long its owner's requests may take", () => {
  const said = { [lock]: "name a", [lockOwner]: "s/1", [lockPulse]: 0 };
  expect(lockMetadata("name a", "s/1", 7)).toEqual({ ...said, [lockDoubt]: 7 });
  expect(lockMetadata("name a", "s/1")).toEqual({ ...said, [lockDoubt]: 0 });
});

test.each<[string, object, Omit<LockNode, "id">]>([
  ["ours", { [lockOwner]: "s/1", [lockPulse]: 3, [lockDoubt]: 7 }, { owner: "s/1", pulse: 3, doubtMilliseconds: 7 }],
  ["of nobody", {}, { owner: "", pulse: 0, doubtMilliseconds: 0 }],
  ["strange", { [lockOwner]: 1, [lockPulse]: "3", [lockDoubt]: "7" }, { owner: "", pulse: 0, doubtMilliseconds: 0 }],
  ["of the longest time-out", { [lockDoubt]: 375_000 }, { owner: "", pulse: 0, doubtMilliseconds: 375_000 }],
  ["of a longer one", { [lockDoubt]: 375_001 }, { owner: "", pulse: 0, doubtMilliseconds: 375_000 }],
])("a thread that is %s is read as such", async (_what, metadata, node) => {
  const server = new MemoryServer();
  server.threads.push(threadWith({ thread_id: "t", metadata: { ...metadata } }));
  const { calls, server: api } = recorded(server.api);
  expect(await readNode(api, "t", { signal })).toEqual({ id: "t", ...node });
  expect(calls).toEqual([["getThread", "t", { signal }]]);
});

test("a missing thread is none; other failures are thrown", async () => {
  const server = new MemoryServer();
  expect(await readNode(server.api, "t", {})).toBeUndefined();
  server.fails = () => refused;
  expect(await problemOf(readNode(server.api, "t", {}))).toEqual(refused);
  const getThread = () => Promise.reject(new TypeError("ours"));
  await expect(readNode({ ...server.api, getThread }, "t", {})).rejects.toThrow("ours");
});

const node = (id: string, owner: string): LockNode => ({ id, owner, pulse: 0, doubtMilliseconds: 7 });
/** A lock that was taken over so often. */
function chainOf(...owners: readonly string[]): readonly LockNode[] {
  const chain: LockNode[] = [];
  let id = rootId("name a");
  for (const owner of owners) {
    chain.push(node(id, owner));
    id = successorId({ id, owner });
  }
  return chain;
}

function serverWith(chain: readonly LockNode[]): MemoryServer {
  const server = new MemoryServer();
  for (const { id, owner } of chain) {
    server.threads.push(threadWith({ thread_id: id, metadata: { ...lockMetadata("name a", owner, 7) } }));
  }
  return server;
}

test.each([[[]], [["one"]], [["one", "two", "three"]]])(
  "a lock of %j is read from the first to the last",
  async (owners) => {
    const chain = chainOf(...owners);
    const { calls, server } = recorded(serverWith(chain).api);
    expect(await readChain(server, rootId("name a"), { signal })).toEqual(chain);
    expect(calls.map(([, , call]) => call)).toEqual(Array.from({ length: owners.length + 1 }, () => ({ signal })));
  },
);

test("a lock's thread is recognised by its metadata", () => {
  expect(isLockThread({ metadata: { ...lockMetadata("a", "b") } })).toBe(true);
  for (const metadata of [{}, { [lock]: 1 }]) expect(isLockThread({ metadata })).toBe(false);
});

interface Change {
  readonly signal?: AbortSignal;
  readonly clock?: { now(): number; sleep(): Promise<void> };
}

function leaseOn(server: MemoryServer, chain: readonly LockNode[], change: Change = {}) {
  const { calls, server: api } = recorded(server.api);
  const clock = change.clock ?? { now: () => 0, sleep: async () => undefined };
  const lease = new ThreadLease({ server: api, clock, chain, signal: () => change.signal });
  const ids = (name: string) => calls.filter(([each]) => each === name).map(([, id]) => id);
  return { calls, ids, lease };
}

const next = ({ id, owner }: LockNode) => successorId({ id, owner });

test("a lease is held while nobody took over, and both one's own thread and the first exist", async () => {
  const [one, two] = chainOf("one", "two") as [LockNode, LockNode];
  const alone = leaseOn(serverWith([one]), [one]);
  await alone.lease.fence();
  expect([alone.lease.decides, alone.calls]).toStrictEqual([
    true,
    [
      ["getThread", next(one), {}],
      ["getThread", one.id, {}],
    ],
  ]);
  const second = leaseOn(serverWith([one, two]), [one, two], { signal });
  await second.lease.fence();
  expect(second.calls).toEqual([
    ["getThread", next(two), { signal }],
    ["getThread", two.id, { signal }],
    ["getThread", one.id, { signal }],
  ]);
});

test.each<[string, (chain: readonly LockNode[]) => readonly LockNode[]]>([
  ["somebody took over", (chain) => [...chain, node(next(chain[1] as LockNode), "three")]],
  ["one's own thread is gone", ([one]) => [one as LockNode]],
  ["one's own thread is another's", ([one, two]) => [one as LockNode, { ...(two as LockNode), owner: "other" }]],
  ["the first is gone", ([, two]) => [two as LockNode]],
  ["the first is another's", ([one, two]) => [{ ...(one as LockNode), owner: "other" }, two as LockNode]],
])("it is lost if %s", async (_what, shown) => {
  const chain = chainOf("one", "two");
  const { lease } = leaseOn(serverWith(shown(chain)), chain);
  await expect(lease.fence()).rejects.toThrow(LeaseLost);
});

test("an answer that took too long, or a clock that was set back, is asked again", async () => {
  for (const [passes, times] of [
    [guardMilliseconds, 1],
    [guardMilliseconds + 1, 2],
    [-1, 2],
  ] as const) {
    const chain = chainOf("one");
    let now = 0;
    const clock = { now: () => now, sleep: async () => undefined };
    const server = serverWith(chain);
    server.pause = async (_method, moment) => {
      if (moment === "answer" && server.requests.length === 2) now += passes;
    };
    const { calls, lease } = leaseOn(server, chain, { clock });
    await lease.fence();
    expect(calls.length).toBe(2 * times);
  }
});

test("a look is retried while it is unclear, until its signal ends it", async () => {
  const chain = chainOf("one");
  const server = serverWith(chain);
  const problems = [reset];
  server.fails = () => problems.shift();
  const sleeps: unknown[] = [];
  const clock = { now: () => 0, sleep: async (...all: unknown[]) => void sleeps.push(all) };
  await leaseOn(server, chain, { clock, signal }).lease.fence();
  expect(sleeps).toEqual([[200, signal]]);
});

test("a working client shows it, each time with a new value; a refusing server does not matter", async () => {
  const [one] = chainOf("one") as [LockNode];
  const server = serverWith([one]);
  const { calls, lease } = leaseOn(server, [one]);
  await lease.touch();
  await lease.touch();
  expect(calls).toEqual([
    ["patchThread", one.id, { [lockPulse]: 1 }, { once: true }],
    ["patchThread", one.id, { [lockPulse]: 2 }, { once: true }],
  ]);
  server.fails = () => refused;
  await lease.touch();
  server.fails = () => {
    throw new TypeError("ours");
  };
  await expect(lease.touch()).rejects.toThrow("ours");
});

test("a lock goes from the first thread to the last, each only where it is still its owner's", async () => {
  const chain = chainOf("one", "two", "three");
  const server = serverWith(chain.map((each) => (each.owner === "two" ? { ...each, owner: "other" } : each)));
  const { calls, ids, lease } = leaseOn(server, chain, { signal });
  expect(await lease.release()).toBe(true);
  const [one, two, three] = chain.map(({ id }) => id);
  expect(ids("deleteThread")).toEqual([one, three]);
  expect(server.threads.map(({ thread_id }) => thread_id)).toEqual([two]);
  // Without the signal: a cancelled submission lets go, too.
  expect(calls.map(([, , call]) => call)).toEqual([{}, { once: true }, {}, {}, { once: true }]);
});

test("what is already deleted counts as deleted", async () => {
  const chain = chainOf("one");
  expect(await leaseOn(new MemoryServer(), chain).lease.release()).toBe(true);
});

test("what is not known to be gone is said, after three tries", async () => {
  const chain = chainOf("one");
  const server = serverWith(chain);
  server.fails = (method) => (method === "deleteThread" ? reset : undefined);
  expect(await leaseOn(server, chain).lease.release()).toBe(false);
  expect(server.count("deleteThread")).toBe(3);
  server.fails = () => {
    throw new TypeError("ours");
  };
  await expect(leaseOn(server, chain).lease.release()).rejects.toThrow("ours");
});

test("a replaced holder leaves all of it to the new one", async () => {
  const [one, two] = chainOf("one", "two") as [LockNode, LockNode];
  const server = serverWith([one, two]);
  const { calls, lease } = leaseOn(server, [one]);
  await expect(lease.fence()).rejects.toThrow(LeaseLost);
  calls.length = 0;
  expect(await lease.release()).toBe(true);
  expect([calls, server.threads.length]).toEqual([[], 2]);
});

test("if no thread can be created there is nothing to hold", async () => {
  await noLease.fence();
  await noLease.touch();
  expect([noLease.decides, await noLease.release()]).toEqual([false, true]);
});

test("a lost lease is reported by its name", () => {
  expect(new LeaseLost().name).toBe("LeaseLost");
});
