import { expect, test } from "vitest";
import { awaitMoves } from "../../../../../src/core/lifecycle/change/awaitMoves";
import { noLease } from "../../../../../src/core/lifecycle/lease/lease";
import { madeHash, metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork } from "../../../support/memoryWork";

const { hash, replaces, submission } = metadataKeys;
const old = cronWith({ cron_id: "old" });
const marks = { [replaces]: "old", [submission]: "t", [hash]: madeHash("0".repeat(64)) };
const made = cronWith({ cron_id: "made", enabled: false, metadata: marks });
const ofAnother = { ...made, metadata: { ...marks, [replaces]: "other" } };
const finished = { ...made, metadata: { ...marks, [hash]: "0".repeat(64) } };

async function awaiting(crons: readonly (typeof old)[], then = (_server: MemoryServer): unknown => undefined) {
  const server = new MemoryServer(crons);
  const sleeps: number[] = [];
  const sleep = async (milliseconds: number) => {
    sleeps.push(milliseconds);
    if (sleeps.length === 2) then(server);
  };
  const { work } = await memoryWork(server, { clock: { now: () => 1_000, sleep } });
  await awaitMoves(work, noLease, "old");
  return sleeps;
}

test("what a move has made, and not finished, is waited for as long as its longest request takes", async () => {
  const sleeps = await awaiting([old, made]);
  expect(sleeps).toEqual([500, 1_000, 2_000, 4_000, 8_000, 14_500]);
});

test.each<[string, (server: MemoryServer) => unknown]>([
  ["has left the cron", (server) => server.crons.delete("made")],
  ["has deleted the cron", (server) => server.crons.delete("old")],
  ["is done", (server) => server.change("made", { enabled: true })],
])("no longer than until the move %s", async (_what, then) => {
  expect(await awaiting([old, made], then)).toEqual([500, 1_000]);
});

test.each<[string, readonly (typeof old)[]]>([
  ["nobody moves it", [old, ofAnother]],
  ["a move is finished", [old, finished]],
  ["it is gone", [made]],
])("nothing is waited for if %s", async (_what, crons) => {
  expect(await awaiting(crons)).toEqual([]);
});

test("nothing is asked if a lock decides", async () => {
  const server = new MemoryServer([old, made]);
  const { calls, work } = await memoryWork(server);
  await work.holdLease();
  calls.length = 0;
  await awaitMoves(work, work.lease, "old");
  expect(calls).toEqual([]);
});
