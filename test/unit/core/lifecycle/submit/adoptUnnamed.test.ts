import { expect, test } from "vitest";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import { rootId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { adoptUnnamed } from "../../../../../src/core/lifecycle/submit/adoptUnnamed";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork } from "../../../support/memoryWork";

const metadata = { team: "red" };
const arguments_ = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", metadata };
const script = cronWith({ cron_id: "script", payload: { assistant_id: "agent" }, metadata });
const others = [cronWith({ cron_id: "other" })];

async function adopting() {
  const server = new MemoryServer([script, ...others]);
  const at = await memoryWork(server, { arguments: arguments_, signal: new AbortController().signal });
  await at.work.holdLease();
  const patches = () => at.calls.filter(([name]) => name === "patchCron");
  return { ...at, patches, server };
}

test("the first one gets the name, this submission's key and a hash, and goes on as it is", async () => {
  const { hash, patches, server, work } = await adopting();
  const outcome = await adoptUnnamed(work, [script, ...others]);
  const cron = server.crons.get("script");
  expect(outcome).toStrictEqual({
    kind: "updated",
    cron,
    changed: ["name"],
    staysPaused: false,
    notTaken: [],
    took: "unnamed",
  });
  const mark = { [metadataKeys.keys]: '{"team":"found"}' };
  const marks = { ...mark, [metadataKeys.name]: "a", [metadataKeys.submission]: "s", [metadataKeys.hash]: hash };
  // Without the signal: it must not come after another submit has made one of the name.
  const patch = ["patchCron", "script", { metadata: { ...metadata, ...marks } }, { once: true }];
  expect([patches(), work.isCommitted]).toStrictEqual([[patch], true]);
});

test.each<[string, object, boolean]>([
  ["its name shows that it was carried out", { [metadataKeys.name]: "a" }, true],
  ["another name shows that somebody was faster", { [metadataKeys.name]: "b" }, false],
])("after a lost answer %s", async (_what, found, isDone) => {
  const { patches, server, work } = await adopting();
  const problems: ServerProblem[] = [{ kind: "unreachable", reason: "ECONNRESET" }];
  server.fails = (method) => {
    const problem = method === "patchCron" ? problems.shift() : undefined;
    if (problem !== undefined) server.change("script", { metadata: { ...metadata, ...found } });
    return problem;
  };
  const outcome = adoptUnnamed(work, [script]);
  if (isDone) expect(await outcome).toMatchObject({ kind: "updated", took: "unnamed" });
  else await expect(outcome).rejects.toThrow(LeaseLost);
  expect([patches().length, server.crons.get("script")?.metadata]).toEqual([1, { ...metadata, ...found }]);
});

test("it is done under the lease of the cron, too, which is in the journal until it is gone", async () => {
  const { journal, server, work } = await adopting();
  const locks = () => server.threads.map((thread) => thread.metadata[metadataKeys.lock]).reverse();
  await adoptUnnamed(work, [script]);
  expect(locks()).toEqual(["name a", "cron script"]);
  expect(await journal.entries()).toMatchObject([{ onlyLock: true, otherLocks: ["cron script"] }]);
  expect([await work.releaseLease(), locks(), "otherLocks" in work.entry]).toEqual([true, [], false]);
});

test.each<[string, (server: MemoryServer) => void]>([
  ["another spec's by now", (at) => at.change("script", { metadata: { ...metadata, [metadataKeys.name]: "b" } })],
  ["another submission's", (at) => at.change("script", { metadata: { ...metadata, [metadataKeys.submission]: "t" } })],
  ["changed", (at) => at.change("script", { schedule: "1 1 * * *" })],
  ["paused", (at) => at.change("script", { enabled: false })],
  ["gone", (at) => at.crons.delete("script")],
])("a cron that is %s is left as it is, and the submit starts again", async (_what, change) => {
  const { patches, server, work } = await adopting();
  change(server);
  await expect(adoptUnnamed(work, [script])).rejects.toThrow(LeaseLost);
  expect([patches(), work.isCommitted]).toEqual([[], false]);
});

test("who waits for a cron shows those who wait for its name that it is alive", async () => {
  const server = new MemoryServer([script]);
  const holder = await memoryWork(server, { name: "b", newSubmission: () => "other" });
  await holder.work.holdLease();
  await holder.work.holdLease("cron script");
  const sleep = async () => void (await holder.work.releaseLease());
  const { calls, told, work } = await memoryWork(server, {
    arguments: arguments_,
    clock: { now: () => 1_000, sleep },
  });
  await work.holdLease();
  await adoptUnnamed(work, [script]);
  const others = { lockName: "cron script", who: undefined, mostMilliseconds: 105_000, isLong: false };
  expect(told).toEqual([{ step: "waitingForOthers", others }]);
  expect(calls.filter(([name]) => name === "patchThread").map(([, id]) => id)).toEqual([rootId("name a")]);
});

test("of none there is nothing to adopt", async () => {
  const { work } = await adopting();
  await expect(adoptUnnamed(work, [])).rejects.toThrow("nothing to adopt");
});
