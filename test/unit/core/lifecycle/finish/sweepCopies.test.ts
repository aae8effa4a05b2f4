import { expect, test } from "vitest";
import { finishOpenSubmissions } from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { sweepCopies } from "../../../../../src/core/lifecycle/finish/sweepCopies";
import { acquireLease } from "../../../../../src/core/lifecycle/lease/acquireLease";
import { lateMilliseconds } from "../../../../../src/core/lifecycle/lease/doubtAfter";
import { successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { LockOwner } from "../../../../../src/core/lifecycle/lease/lockOwner";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { Cron } from "../../../../../src/core/server/cron";
import { madeHash, metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const { hash, lockOwner, name, submission } = metadataKeys;
const { signal } = new AbortController();
const options = { clock: { now: () => 0, sleep: async () => undefined }, doubtMilliseconds: 7, signal };
const payload = { assistant_id: "agent" };
const cronOf = (cron_id: string, metadata: Cron["metadata"], more: Partial<Cron> = {}) =>
  cronWith({ cron_id, payload, metadata, ...more });
const on = (cron_id: string, metadata: Cron["metadata"] = { [name]: "a", [submission]: "s" }) =>
  cronOf(cron_id, metadata);
const left = (cron_id: string, own = "s", more: Partial<Cron> = {}) =>
  cronOf(cron_id, { [name]: "a", [submission]: own }, { enabled: false, ...more });
const finished = (cron_id: string, own = "s") =>
  cronOf(cron_id, { [name]: "a", [submission]: own, [hash]: "0".repeat(64) }, { enabled: false });
const asLeft = await cronHash(left("a"));
/** Says what was asked for: this, or something else. */
const said = async (cron: Cron, isSo: boolean): Promise<Cron> => {
  const own = isSo ? await cronHash(cron) : "0";
  return { ...cron, metadata: { ...cron.metadata, [hash]: madeHash(own) } };
};
const replacing = (cron_id: string, replaces: string) =>
  left(cron_id, "s", {
    metadata: { [name]: "a", [submission]: "s", [hash]: madeHash(asLeft, { replaces, enabled: true }) },
  });
const unnamed = (cron_id: string, own: string) => cronOf(cron_id, { [submission]: own }, { enabled: false });

test.each<[string, readonly Cron[], readonly string[]]>([
  ["nothing", [], []],
  ["one alone", [left("a")], []],
  ["one beside another tool's of its name", [cronOf("theirs", { [name]: "a" }), left("a")], []],
  ["a copy beside several that are on", [on("one"), on("two"), left("copy")], ["copy"]],
  ["one that is on, alone", [on("on")], []],
  ["several that are on", [on("one"), on("two")], []],
  ["a copy beside one that is on", [on("on"), left("copy")], ["copy"]],
  ["a copy of another submission beside one that is on", [on("on"), left("copy", "t")], ["copy"]],
  ["copies of one submission: all but one", [left("a"), left("b"), left("c")], ["b", "c"]],
  ["leftovers of several submissions", [left("a"), left("b", "t")], []],
  ["one beside another submission's that is finished", [finished("done", "t"), left("a")], []],
  ["one beside its own that is finished", [finished("a done"), left("b")], ["b"]],
  [
    "one that is another by now than the one that is kept",
    [on("on"), left("copy", "s", { schedule: "1 1 * * *" })],
    [],
  ],
  ["what replaces one that is gone, beside another's paused one", [finished("done", "t"), replacing("a", "gone")], []],
  ["what replaces one that is there", [on("old"), replacing("a", "old")], ["a"]],
  ["crons of other tools", [cronOf("a", { [name]: "a" }), cronOf("b", { [name]: "a" }, { enabled: false })], []],
  ["a strange submission", [on("on"), cronOf("b", { [name]: "a", [submission]: 1 }, { enabled: false })], []],
  ["copies without a name", [unnamed("a", "s"), unnamed("b", "s"), unnamed("c", "t")], ["b"]],
])("of %s these are deleted: %j", async (_what, crons, expected) => {
  const server = new MemoryServer(crons);
  expect(await sweepCopies(server.api, crons, options)).toEqual(expected);
  expect([...server.crons.keys()]).toEqual(crons.map(({ cron_id }) => cron_id).filter((id) => !expected.includes(id)));
  // Only what is to go is looked at once more.
  expect([server.threads, server.count("getCron")]).toEqual([[], expected.length]);
});

test.each([
  ["gone", []],
  ["there under another name", ["b"]],
])("of copies that replace one that is %s these are deleted: %j", async (_what, expected) => {
  const crons = [replacing("a", "old"), replacing("b", "old")];
  const renamed = cronOf("old", { [name]: "b", [submission]: "t" });
  const server = new MemoryServer(expected.length > 0 ? [...crons, renamed] : crons);
  expect(await sweepCopies(server.api, crons, options)).toEqual(expected);
  expect(server.crons.has("a")).toBe(true);
});

test("the recorded arguments decide whether it is a copy by hand, whichever one is kept", async () => {
  const other = { ...left("as asked"), schedule: "1 1 * * *" };
  const crons = [on("on"), await said(other, true), await said(left("by hand"), false)];
  const server = new MemoryServer(crons);
  expect(await sweepCopies(server.api, crons, options)).toEqual(["as asked"]);
});

test("if nothing can be a copy nobody is asked", async () => {
  const server = new MemoryServer([on("one"), left("b", "t")]);
  await sweepCopies(server.api, [on("one")], options);
  await sweepCopies(server.api, [left("b", "t")], options);
  await sweepCopies(server.api, [on("one"), on("two"), finished("three")], options);
  expect(server.requests).toEqual([]);
});

test("each group is swept under its own lock, in its state by then", async () => {
  const crons = [on("on"), left("copy"), unnamed("a", "t"), unnamed("b", "t")];
  const { calls, server } = recorded(new MemoryServer(crons).api);
  expect(await sweepCopies(server, crons, options)).toEqual(["copy", "b"]);
  const locks = calls.filter(([each]) => each === "claimThread").map(([, , metadata]) => metadata);
  expect(locks).toMatchObject([
    { [metadataKeys.lock]: "name a", [metadataKeys.lockDoubt]: 7 },
    { [metadataKeys.lock]: "submission t" },
  ]);
  const queries = calls.filter(([each]) => each === "searchCrons").map(([, query, call]) => [query, call]);
  const page = { withPayload: true, limit: 1_000, offset: 0 };
  expect(queries).toEqual([
    [{ metadata: { [name]: "a" }, ...page }, { signal }],
    [{ metadata: { [submission]: "t" }, ...page }, { signal }],
  ]);
});

test("while a submit of the name is running nothing is deleted", async () => {
  const crons = [on("on"), left("copy")];
  const server = new MemoryServer(crons);
  const { clock } = options;
  const owner = new LockOwner("other");
  await acquireLease({ server: server.api, clock, lockName: "name a", owner, doubtMilliseconds: 7 });
  expect(await sweepCopies(server.api, crons, options)).toEqual([]);
  expect(server.crons.size).toBe(2);
});

test("what is switched on or adopted at the last moment stays", async () => {
  const crons = [on("on"), left("copy")];
  const resumed = new MemoryServer(crons);
  resumed.pause = async (method, moment) => {
    if (method === "getCron" && moment === "arrive") resumed.change("copy", { enabled: true });
  };
  expect(await sweepCopies(resumed.api, crons, options)).toEqual([]);
  expect(resumed.crons.size).toBe(2);
  const taken = new MemoryServer(crons);
  taken.pause = async (method, moment) => {
    if (method !== "getCron" || moment !== "answer") return;
    const [lock] = taken.threads;
    const owner = String(lock?.metadata[lockOwner]);
    taken.threads.push(threadWith({ thread_id: successorId({ id: lock?.thread_id ?? "", owner }) }));
  };
  expect(await sweepCopies(taken.api, crons, options)).toEqual([]);
  expect(taken.crons.size).toBe(2);
});

/** There nothing tells that the submit which has made it is at work. */
test.each<[string, number, readonly string[]]>([
  ["ten minutes old stays", lateMilliseconds, []],
  ["older goes", lateMilliseconds + 1, ["copy"]],
  ["older by a clock that was set back goes", -lateMilliseconds - 1, ["copy"]],
])("if threads can't be created, a copy that is %s", async (_what, age, expected) => {
  const copy = left("copy");
  const crons = [on("on"), copy];
  const server = new MemoryServer(crons);
  server.fails = (method) =>
    method === "claimThread" ? { kind: "rejected", status: 422, detail: "No.", parameter: null } : undefined;
  const clock = { ...options.clock, now: () => Date.parse(copy.created_at) + age };
  expect(await sweepCopies(server.api, crons, { ...options, clock })).toEqual(expected);
});

test("a failing server is reported, and the lock is released", async () => {
  const crons = [on("on"), left("copy")];
  const server = new MemoryServer(crons);
  server.fails = (method) =>
    method === "searchCrons" ? { kind: "rejected", status: 422, detail: "No.", parameter: null } : undefined;
  await expect(sweepCopies(server.api, crons, options)).rejects.toThrow("rejected");
  expect(server.threads).toEqual([]);
});

test.each<[string, readonly Cron[], string]>([
  ["of a name", [on("on"), left("copy")], "name a"],
  ["of a submission without a name", [unnamed("a", "s"), unnamed("b", "s")], "submission s"],
])("a lock %s that can't be released is noted, and let go later", async (_what, crons, lockName) => {
  const server = new MemoryServer(crons);
  const notes = { journal: memoryJournal(), serverKey: "here" };
  server.fails = (method) =>
    method === "deleteThread" ? { kind: "rejected", status: 422, detail: "No.", parameter: null } : undefined;
  await sweepCopies(server.api, crons, { ...options, notes });
  expect(server.threads).toHaveLength(1);
  expect(await notes.journal.entries()).toMatchObject([{ server: "here", onlyLock: true, otherLocks: [lockName] }]);
  server.fails = () => undefined;
  let now = lateMilliseconds + 1;
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const clock = { now: () => now, sleep };
  await finishOpenSubmissions({ ...options, ...notes, clock, server: server.api });
  expect(server.threads).toEqual([]);
  await sleep(lateMilliseconds + 1);
  await finishOpenSubmissions({ ...options, ...notes, clock, server: server.api });
  expect([server.threads, await notes.journal.entries()]).toEqual([[], []]);
});

test("a lock that is released is noted nowhere", async () => {
  const crons = [on("on"), left("copy")];
  const notes = { journal: memoryJournal(), serverKey: "here" };
  expect(await sweepCopies(new MemoryServer(crons).api, crons, { ...options, notes })).toEqual(["copy"]);
  expect(await notes.journal.entries()).toEqual([]);
});

test("the machine's clock is enough", async () => {
  const crons = [on("on"), left("copy")];
  expect(await sweepCopies(new MemoryServer(crons).api, crons)).toEqual(["copy"]);
});
