import { expect, test } from "vitest";
import { guardMilliseconds } from "../../../../../src/core/lifecycle/lease/lease";
import { successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import type { SubmissionWork } from "../../../../../src/core/lifecycle/submission/submissionWork";
import { giveUp, leaveOpen } from "../../../../../src/core/lifecycle/submit/giveUp";
import type { Cron } from "../../../../../src/core/server/cron";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { MemoryServer } from "../../../support/memoryServer";
import { doubtMilliseconds, memoryWork } from "../../../support/memoryWork";

/** What is left of a submission that was cancelled or failed, by what is known of its create. */
const own = { [metadataKeys.submission]: "s", [metadataKeys.name]: "a" };
const finished = { ...own, [metadataKeys.hash]: "0".repeat(64) };
const crons: readonly Cron[] = [
  cronWith({ cron_id: "left", enabled: false, metadata: own }),
  cronWith({ cron_id: "copy", enabled: false, metadata: own }),
  cronWith({ cron_id: "on", metadata: own }),
  cronWith({ cron_id: "finished", enabled: false, metadata: finished }),
  cronWith({ cron_id: "other", enabled: false, metadata: { ...own, [metadataKeys.submission]: "t" } }),
];

interface Case {
  readonly create: SubmissionWork["createState"];
  readonly cancelled?: true;
  readonly version?: string;
  readonly meanwhile?: (server: MemoryServer) => void;
  readonly isOver: boolean;
  readonly left: readonly string[];
  readonly slept?: readonly number[];
  /** Where none can be paused, one that is on is no sign that somebody has finished it. */
  readonly seesFinished?: false;
  /** Its cron may be on, and nobody knows when it goes. */
  readonly mayStayOn?: true;
}

const all = crons.map(({ cron_id }) => cron_id);
const others = ["on", "finished", "other"];
const refuses = (method: string) => (server: MemoryServer) => {
  server.fails = (each) =>
    each === method ? { kind: "rejected", status: 422, detail: "No.", parameter: null } : undefined;
};
const refusesAll = (server: MemoryServer) => {
  server.fails = () => ({ kind: "unauthorized", status: 401, detail: "", keySent: true });
};
const isTakenOver = (server: MemoryServer) => {
  const [lock] = server.threads;
  const owner = String(lock?.metadata[metadataKeys.lockOwner]);
  server.threads.push(threadWith({ thread_id: successorId({ id: lock?.thread_id ?? "", owner }) }));
};

/** A clock with which something happens in each wait. */
function sleeping(act: () => void) {
  const slept: number[] = [];
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
    act();
  };
  return { slept, clock: { now: () => 1_000, sleep } };
}

test.each<[string, Case]>([
  ["made: what is paused and unfinished goes", { create: "made", isOver: true, left: others }],
  ["made and cancelled: the same, and nobody waits", { create: "made", cancelled: true, isOver: true, left: others }],
  ["unclear: it may still come, so it is not over", { create: "unclear", isOver: false, left: others }],
  [
    "unclear and cancelled: it is waited for, and then it is over",
    { create: "unclear", cancelled: true, isOver: true, left: others, slept: [doubtMilliseconds] },
  ],
  [
    "where none can be paused, all of its own go, and not what somebody has copied and changed",
    { create: "made", version: "0.7.14", seesFinished: false, isOver: true, left: ["finished", "other"] },
  ],
  ["a refused delete: not over", { create: "made", meanwhile: refuses("deleteCron"), isOver: false, left: all }],
  [
    "a refused look: not over",
    { create: "made", meanwhile: refuses("searchCrons"), seesFinished: false, isOver: false, left: all },
  ],
  [
    "where none can be paused, a refused delete leaves one on",
    {
      create: "made",
      version: "0.7.20",
      cancelled: true,
      meanwhile: refuses("deleteCron"),
      seesFinished: false,
      isOver: false,
      left: all,
      mayStayOn: true,
    },
  ],
  [
    "a refused look may do so",
    {
      create: "unclear",
      version: "0.7.20",
      cancelled: true,
      meanwhile: refuses("searchCrons"),
      seesFinished: false,
      isOver: false,
      left: all,
      slept: [doubtMilliseconds],
      mayStayOn: true,
    },
  ],
  ["taken over by another: not over", { create: "made", meanwhile: isTakenOver, isOver: false, left: all }],
])("%s", async (_what, expected) => {
  const { create, cancelled, version, meanwhile, isOver, left, slept = [], seesFinished = true, mayStayOn } = expected;
  const server = new MemoryServer(crons);
  if (version !== undefined) server.info = { ...server.info, version };
  const cancel = new AbortController();
  const { journal, sleeps, work } = await memoryWork(server, { signal: cancel.signal });
  await work.holdLease();
  work.createState = create;
  meanwhile?.(server);
  if (cancelled) cancel.abort(new Error("cancelled"));
  expect(await giveUp(work)).toBe(isOver);
  expect([...server.crons.keys()]).toEqual(left);
  expect(sleeps).toEqual(slept);
  expect(work.finishedByOthers?.cron_id).toBe(seesFinished ? "on" : undefined);
  expect(work.mayStayOn?.kind).toBe(mayStayOn ? "rejected" : undefined);
  const [entry] = await journal.entries();
  expect(entry).toMatchObject({ submission: "s", abandoned: true });
  expect(entry).not.toHaveProperty("owner");
});

test("nothing was sent: nothing is asked, and nothing is written down", async () => {
  const server = new MemoryServer(crons);
  const { journal, work } = await memoryWork(server);
  expect(await giveUp(work)).toBe(true);
  expect([server.requests, await journal.entries()]).toEqual([[], []]);
});

test.each(["made", "unclear"] as const)(
  "%s, without the lock: nothing is deleted, and it is not over",
  async (create) => {
    const server = new MemoryServer(crons);
    const { journal, work } = await memoryWork(server);
    work.createState = create;
    expect(await giveUp(work)).toBe(false);
    expect(server.requests).toEqual([]);
    expect(await journal.entries()).toMatchObject([{ abandoned: true }]);
  },
);

test.each([true, false])("cancelled, and taken over: it looks once others must be done. Taken: %s", async (isTaken) => {
  const server = new MemoryServer(crons.filter(({ cron_id }) => cron_id === "left"));
  const cancel = new AbortController();
  const { clock, slept } = sleeping(() => void (isTaken && server.change("left", { enabled: true })));
  const { work } = await memoryWork(server, { signal: cancel.signal, clock });
  await work.holdLease();
  work.createState = "made";
  isTakenOver(server);
  cancel.abort(new Error("cancelled"));
  expect(await giveUp(work)).toBe(false);
  expect([slept, work.finishedByOthers?.cron_id]).toEqual([
    [doubtMilliseconds + guardMilliseconds],
    isTaken ? "left" : undefined,
  ]);
});

test.each<[string, { readonly version?: string; readonly meanwhile?: (server: MemoryServer) => void }, object]>([
  ["the same", {}, { isOver: false, found: "on" }],
  ["nobody can look", { meanwhile: refusesAll }, { isOver: false }],
  [
    "where none can be paused, one that is on stays, and it is over",
    { version: "0.7.20" },
    { isOver: true, found: "on" },
  ],
  [
    "where none can be paused, and nobody can look, one may be on",
    { version: "0.7.20", meanwhile: refuses("searchCrons") },
    { isOver: false, mayStayOn: "rejected" },
  ],
])("cancelled without the lock: %s", async (_what, { version, meanwhile }, expected) => {
  const server = new MemoryServer(crons);
  if (version !== undefined) server.info = { ...server.info, version };
  const cancel = new AbortController();
  const { clock, slept } = sleeping(() => undefined);
  const { work } = await memoryWork(server, { signal: cancel.signal, clock });
  work.createState = "made";
  meanwhile?.(server);
  cancel.abort(new Error("cancelled"));
  const isOver = await giveUp(work);
  expect({ isOver, found: work.finishedByOthers?.cron_id, mayStayOn: work.mayStayOn?.kind }).toEqual({
    found: undefined,
    mayStayOn: undefined,
    ...expected,
  });
  expect([slept.length, server.crons.size]).toEqual([1, crons.length]);
});

test("an error of our own does not count as the server's", async () => {
  const server = new MemoryServer(crons);
  const { work } = await memoryWork(server);
  await work.holdLease();
  work.createState = "made";
  server.pause = async (method) => {
    if (method === "searchCrons") throw new TypeError("ours");
  };
  await expect(giveUp(work)).rejects.toThrow("ours");
});

test("what can't be undone is left to the next client: ownerless, and not given up", async () => {
  const { journal, work } = await memoryWork(new MemoryServer());
  await leaveOpen(work);
  const [entry] = await journal.entries();
  expect(entry).toMatchObject({ submission: "s", name: "a", enabled: true });
  expect(entry).not.toHaveProperty("owner");
  expect(entry).not.toHaveProperty("abandoned");
});
