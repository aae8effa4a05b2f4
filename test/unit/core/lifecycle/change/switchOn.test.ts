import { expect, test } from "vitest";
import { switchOn, switchOnMade } from "../../../../../src/core/lifecycle/change/switchOn";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import { successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { cronHash, finishedMetadata } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { Cron } from "../../../../../src/core/server/cron";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { madeHash, metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork, type WorkChange } from "../../../support/memoryWork";

const given = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
const metadata = { [metadataKeys.submission]: "s", [metadataKeys.hash]: madeHash("0"), team: "red" };
const made = cronWith({ cron_id: "c", enabled: false, payload: { assistant_id: "agent" }, metadata });

async function switching(change: WorkChange = {}) {
  const server = new MemoryServer([made]);
  const at = await memoryWork(server, change);
  await at.work.holdLease();
  await at.work.server.getCron("c");
  at.calls.length = 0;
  const names = () => at.calls.map(([name]) => name);
  const isTakenOver = () => {
    const [lock] = server.threads;
    const owner = String(lock?.metadata[metadataKeys.lockOwner]);
    server.threads.push(threadWith({ thread_id: successorId({ id: lock?.thread_id ?? "", owner }) }));
  };
  return { ...at, isTakenOver, names, server };
}

/** One look at the lease: no successor, and still one's own. */
const fence = ["getThread", "getThread"];

test.each<[string, WorkChange, string | undefined, object, object]>([
  ["is switched on with its schedule, and gets its hash", {}, undefined, { enabled: true, schedule: "0 9 * * *" }, {}],
  ["that is to stay paused gets its hash alone", { arguments: { ...given, enabled: false } }, undefined, {}, {}],
  [
    "whose times were accepted says so",
    {},
    "Asia/Tokyo",
    { enabled: true, schedule: "0 9 * * *" },
    { [metadataKeys.serverTimes]: "Asia/Tokyo" },
  ],
])("a cron %s", async (_what, change, zone, body, more) => {
  const cancel = new AbortController();
  const { calls, names, told, work } = await switching({ ...change, signal: cancel.signal });
  work.acceptedZone = zone;
  const done = await switchOn(work, made);
  const finished = { ...(await finishedMetadata(made)), ...more };
  expect(done).toMatchObject({ cron_id: "c", metadata: finished, enabled: "enabled" in body });
  // Without a signal: it is too late to cancel.
  expect(calls.filter(([name]) => name === "patchCron")).toStrictEqual([
    ["patchCron", "c", { ...body, metadata: finished }, { once: true }],
  ]);
  expect(names()).toEqual([...fence, ...fence, "patchCron", ...fence]);
  expect([told, work.isCommitted]).toEqual([[{ step: "switchingOn" }], true]);
});

test("a replaced holder sends nothing, and can still be cancelled", async () => {
  const { isTakenOver, names, work } = await switching();
  isTakenOver();
  await expect(switchOn(work, made)).rejects.toThrow(LeaseLost);
  expect([names(), work.isCommitted]).toEqual([["getThread"], false]);
});

test("a cron that was read long before is read again, and left to whoever has changed it since", async () => {
  let at = 1_000;
  const { names, server, work } = await switching({ clock: { now: () => at, sleep: async () => undefined } });
  at += 10_001;
  const asItWas = await switchOn(work, made);
  expect([names(), asItWas.enabled]).toEqual([[...fence, ...fence, "getCron", ...fence, "patchCron", ...fence], true]);
  server.crons.set("c", made);
  const changed = server.change("c", { schedule: "1 1 * * *" });
  at += 10_001;
  await expect(switchOn(work, made)).rejects.toThrow(LeaseLost);
  expect(server.crons.get("c")).toBe(changed);
});

test("one that the submission has made is switched on as somebody has changed it, unless they have finished it", async () => {
  let at = 1_000;
  const clock = { now: () => at, sleep: async () => undefined };
  const edited = await switching({ clock });
  at += 10_001;
  edited.server.change("c", { schedule: "1 1 * * *" });
  expect(await switchOnMade(edited.work, made)).toMatchObject({ enabled: true, schedule: "1 1 * * *" });
  const hash = await cronHash({ ...made, schedule: "1 1 * * *" });
  expect(edited.server.crons.get("c")?.metadata[metadataKeys.hash]).toBe(hash);
  const finished = await switching({ clock });
  at += 10_001;
  const now = finished.server.change("c", { metadata: { ...metadata, [metadataKeys.hash]: "0".repeat(64) } });
  expect([await switchOnMade(finished.work, made), finished.server.count("patchCron")]).toEqual([now, 0]);
  const lost = await switching({ clock });
  at += 10_001;
  lost.server.crons.delete("c");
  await expect(switchOnMade(lost.work, made)).rejects.toThrow(LeaseLost);
});

test("a holder that is replaced in between must look again, although the cron is switched on", async () => {
  const { isTakenOver, server, work } = await switching();
  server.pause = async (method, moment) => {
    if (method === "patchCron" && moment === "answer") isTakenOver();
  };
  await expect(switchOn(work, made)).rejects.toThrow(LeaseLost);
  expect(server.crons.get("c")?.enabled).toBe(true);
});

test("a server that is gone after the switch does not change the result, an error of our own does", async () => {
  const { server, work } = await switching();
  const after = async (act: () => void) => {
    server.pause = async (method, moment) => {
      if (method === "patchCron" && moment === "answer") act();
    };
    return switchOn(work, made);
  };
  const refused: ServerProblem = { kind: "rejected", status: 422, detail: "", parameter: null };
  const failing = after(() => {
    server.fails = (method) => (method === "getThread" ? refused : undefined);
  });
  expect(await failing).toMatchObject({ enabled: true });
  server.fails = () => undefined;
  const faulty = after(() => {
    server.fails = () => {
      throw new TypeError("ours");
    };
  });
  await expect(faulty).rejects.toThrow("ours");
});

test.each<[string, Cron["metadata"], number]>([
  ["a finished hash shows that it is done", { ...metadata, [metadataKeys.hash]: "0".repeat(64) }, 1],
  ["one that is not finished does not", metadata, 2],
])("after a lost answer %s", async (_what, found, patches) => {
  const { server, work } = await switching();
  const problems: ServerProblem[] = [{ kind: "unreachable", reason: "ECONNRESET" }];
  server.fails = (method) => (method === "patchCron" ? problems.shift() : undefined);
  server.crons.set("c", { ...made, metadata: found });
  await switchOn(work, made);
  expect(server.count("patchCron")).toBe(patches);
});
