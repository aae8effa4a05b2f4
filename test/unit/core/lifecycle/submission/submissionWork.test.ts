import { expect, test } from "vitest";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import { rootId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { Asked } from "../../../../../src/core/lifecycle/submission/askedQuestions";
import type { Journal, SubmitQuestion } from "../../../../../src/core/lifecycle/submission/submission";
import { SubmissionWork } from "../../../../../src/core/lifecycle/submission/submissionWork";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { madeHash, metadataKeys, updating } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";
import { doubtMilliseconds, memoryWork, type WorkChange } from "../../../support/memoryWork";

const given = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
const on = (version = "0.16.7") => {
  const server = new MemoryServer();
  server.info = { ...server.info, version };
  return server;
};
const entry = { submission: "s", server: "here", begunAt: 1_000, enabled: true, schedule: "0 9 * * *", timezone: null };

test.each<[string, WorkChange, object]>([
  ["a name and an owner", {}, { name: "a", owner: "me" }],
  ["no name", { name: null }, { name: null, owner: "me" }],
  [
    "a zone and a dialect",
    { arguments: { ...given, timezone: "Asia/Tokyo" }, dialect: "secondsFirst" },
    { name: "a", owner: "me", timezone: "Asia/Tokyo", dialect: "secondsFirst" },
  ],
  ["what is to stay paused", { arguments: { ...given, enabled: false } }, { name: "a", owner: "me", enabled: false }],
])("the journal keeps of a submission: %s", async (_what, change, expected) => {
  const { work } = await memoryWork(on(), change);
  expect(work.entry).toStrictEqual({ ...entry, ...expected });
});

test("without a known owner, the journal names none", async () => {
  const { options, work } = await memoryWork(on());
  const { owner: _owner, ...without } = options;
  const alone = new SubmissionWork(without, work.capabilities, work.serverVersion, "");
  expect(alone.entry).toStrictEqual({ ...entry, name: "a" });
});

test("the journal adds other facts once they are known", async () => {
  const { journal, work } = await memoryWork(on("0.7.20"));
  const known = { ...entry, name: "a", owner: "me", onFromStart: true };
  expect(work.entry).toStrictEqual(known);
  await work.commitToReplace({ cron: cronWith({ cron_id: "old" }), because: ["assistant_id"] });
  expect(await journal.entries()).toStrictEqual([{ ...known, replaces: "old" }]);
  expect(work.isCommitted).toBe(true);
});

test.each<[string, boolean]>([
  ["0.7.14", false],
  ["0.7.20", false],
  ["0.7.21", true],
])("%s can pause crons: %s", async (version, canPause) => {
  expect((await memoryWork(on(version))).work.canPause).toBe(canPause);
});

test("our keys overwrite the user's metadata, with the hash of the stage", async () => {
  const { hash, work } = await memoryWork(on(), { arguments: { ...given, metadata: { team: "red" } } });
  const keys = {
    team: "red",
    [metadataKeys.keys]: '{"team":"set"}',
    [metadataKeys.name]: "a",
    [metadataKeys.submission]: "maker",
  };
  expect(work.metadata("maker", "made", {})).toStrictEqual({ ...keys, [metadataKeys.hash]: madeHash(hash) });
  expect(work.metadata("maker", "updating", { team: "blue" })).toStrictEqual({
    ...keys,
    [metadataKeys.hash]: updating,
  });
  work.acceptedZone = "Asia/Tokyo";
  expect(work.metadata("maker", "finished", {})).toStrictEqual({
    ...keys,
    [metadataKeys.hash]: hash,
    [metadataKeys.serverTimes]: "Asia/Tokyo",
  });
  const unnamed = await memoryWork(on(), { name: null });
  expect(unnamed.work.metadata("s", "updating", { team: "red" })).toStrictEqual({
    [metadataKeys.submission]: "s",
    [metadataKeys.hash]: updating,
  });
});

test("a new cron is switched on unless the spec disables it, or the old one was paused", async () => {
  const wants = async (enabled?: boolean) => {
    const { work } = await memoryWork(on(), { arguments: enabled === undefined ? given : { ...given, enabled } });
    const before = work.wantsEnabled;
    work.stayPaused();
    return [before, work.wantsEnabled];
  };
  expect([await wants(), await wants(true), await wants(false)]).toEqual([
    [true, false],
    [true, true],
    [false, false],
  ]);
});

test.each<[string, (work: SubmissionWork) => void, boolean, boolean]>([
  ["nothing", () => undefined, true, true],
  ["the way back is gone", (work) => work.commit(), false, false],
  ["it cleans up", (work) => work.beginCleaning(), false, true],
])("once %s, requests end with a cancel: %s, and it counts as cancelled: %s", async (_what, act, ends, cancelled) => {
  const cancel = new AbortController();
  const { work } = await memoryWork(on(), { signal: cancel.signal });
  act(work);
  expect(work.isCancelled).toBe(false);
  cancel.abort();
  expect(work.call()).toStrictEqual(ends ? { signal: cancel.signal } : {});
  expect(work.isCancelled).toBe(cancelled);
});

test("without a signal none is passed on, and nothing is cancelled", async () => {
  const { work } = await memoryWork(on());
  expect([work.call(), work.isCancelled]).toStrictEqual([{}, false]);
});

test("what may be done twice is retried, with the submission's own clock and signal", async () => {
  const cancel = new AbortController();
  const sleeps: unknown[] = [];
  const clock = { now: () => 0, sleep: async (...all: unknown[]) => void sleeps.push(all) };
  const { work } = await memoryWork(on(), { clock, signal: cancel.signal });
  const server = on();
  let left = 1;
  server.fails = () => (left-- > 0 ? reset : undefined);
  expect(await work.retry(() => server.api.countThreads())).toBe(0);
  expect(sleeps).toEqual([[200, cancel.signal]]);
});

test("a lease is taken under another owner each time, and written down first", async () => {
  const server = on();
  const { calls, journal, work } = await memoryWork(server);
  expect(work.holdsLease).toBe(false);
  expect(() => work.lease).toThrow(LeaseLost);
  await work.holdLease();
  expect(await journal.entries()).toStrictEqual([{ ...entry, name: "a", owner: "me", onlyLock: true }]);
  expect([work.holdsLease, work.lease.decides]).toEqual([true, true]);
  expect(await work.releaseLease()).toBe(true);
  expect([work.holdsLease, server.threads]).toEqual([false, []]);
  work.createState = "unclear";
  await work.holdLease();
  expect(await journal.entries()).toStrictEqual([{ ...entry, name: "a", owner: "me" }]);
  const lock = (owner: string) => ({
    [metadataKeys.lock]: "name a",
    [metadataKeys.lockOwner]: owner,
    [metadataKeys.lockPulse]: 0,
    [metadataKeys.lockDoubt]: doubtMilliseconds,
  });
  expect(calls.filter(([name]) => name === "claimThread")).toEqual([
    ["claimThread", rootId("name a"), lock("s/1")],
    ["claimThread", rootId("name a"), lock("s/2")],
  ]);
});

test.each<[string, number, number]>([
  ["at the same moment", 0, 2],
  ["within five minutes", 300_000, 2],
  ["later", 300_001, 3],
  ["by a clock that was set back", -1, 3],
])(
  "a submit that waits for others, and claims again %s, is written down before that if needed, and at the end",
  async (_what, passes, count) => {
    const server = new MemoryServer();
    const first = await memoryWork(server, { newSubmission: () => "first", who: "ann@laptop" });
    await first.work.holdLease();
    const journal = memoryJournal();
    const write: Journal["write"] = (each) => {
      begun.push(each.begunAt);
      return journal.write(each);
    };
    const begun: number[] = [];
    let now = 1_000;
    const sleep = async () => {
      now += passes;
      await first.work.releaseLease();
    };
    const change = { clock: { now: () => now, sleep }, journal: { ...journal, write } };
    const { told, work } = await memoryWork(server, change);
    await work.holdLease();
    const others = { lockName: "name a", who: "ann@laptop", mostMilliseconds: 105_000, isLong: false };
    expect(told).toEqual([{ step: "waitingForOthers", others }]);
    expect(begun).toEqual([1_000, ...Array.from({ length: count - 1 }, () => now)]);
  },
);

test("a cancel ends the wait for others", async () => {
  const server = on();
  const first = await memoryWork(server, { newSubmission: () => "first" });
  await first.work.holdLease();
  const { signal } = new AbortController();
  const given: unknown[] = [];
  const sleep = async (_milliseconds: number, ends?: AbortSignal) => {
    given.push(ends);
    await first.work.releaseLease();
  };
  const { work } = await memoryWork(server, { clock: { now: () => 0, sleep }, signal });
  await work.holdLease();
  expect(given).toEqual([signal]);
});

test("what took too long to write down, so that it is outdated, is written down again", async () => {
  const journal = memoryJournal();
  let now = 0;
  const begun: number[] = [];
  const write: Journal["write"] = async (each) => {
    begun.push(each.begunAt);
    now += begun.length === 1 ? 300_001 : 300_000;
    await journal.write(each);
  };
  const clock = { now: () => now, sleep: async () => undefined };
  const { work } = await memoryWork(on(), { clock, journal: { ...journal, write } });
  await work.holdLease();
  expect(begun).toEqual([0, 300_001]);
});

test("a lock that may still be created is not certainly gone", async () => {
  const server = on();
  const cancel = new AbortController();
  const sleep = async () => {
    throw new Error("cancelled");
  };
  const { work } = await memoryWork(server, { clock: { now: () => 0, sleep }, signal: cancel.signal });
  expect(await work.releaseLease()).toBe(true);
  server.fails = (method) => (method === "claimThread" ? reset : undefined);
  await expect(work.holdLease()).rejects.toThrow("cancelled");
  expect(await work.releaseLease()).toBe(false);
});

test("a lease that can't be released is not certainly gone", async () => {
  const server = on();
  const { work } = await memoryWork(server);
  await work.holdLease();
  server.fails = () => ({ kind: "rejected", status: 422, detail: "", parameter: null });
  expect(await work.releaseLease()).toBe(false);
});

test("a wait is reported with its reason, and needs no listener", async () => {
  const { told, work } = await memoryWork(on());
  work.onWait(2, reset, 300);
  expect(told).toEqual([{ step: "waitingAfterDoubt", attempt: 2, problem: reset, waitMilliseconds: 300 }]);
  const { onProgress: _onProgress, ...options } = (await memoryWork(on())).options;
  const alone = new SubmissionWork(options, work.capabilities, work.serverVersion, "");
  expect(() => alone.step("looking")).not.toThrow();
});

test("a question is asked once, without the lease, and its answer is remembered", async () => {
  const question: SubmitQuestion = { kind: "overwrite", cron: cronWith({}), changed: ["input"] };
  const { asked, work } = await memoryWork(on(), { answer: "yes" });
  await work.holdLease();
  await expect(work.ask(question)).rejects.toThrow(Asked);
  expect([asked, work.answered(question)]).toEqual([[], undefined]);
  await work.releaseLease();
  expect(await work.agreesTo(question)).toBe(true);
  await work.holdLease();
  expect([await work.ask(question), work.answered(question)]).toEqual(["yes", "yes"]);
  expect(asked).toEqual([question]);
  const other = await memoryWork(on(), { answer: "another" });
  expect(await other.work.agreesTo(question)).toBe(false);
});
