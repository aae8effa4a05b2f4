import { expect, test } from "vitest";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import {
  isAsMade,
  isLeftover,
  madeFromStart,
  ownLeftovers,
  sortOut,
} from "../../../../../src/core/lifecycle/onServer/leftover";
import type { Cron } from "../../../../../src/core/server/cron";
import { madeHash, metadataKeys, updating } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";

/** What nobody relies on, and may be deleted: a wrong yes costs somebody's cron, a wrong no leaves a copy. */
const { hash, submission } = metadataKeys;
const paused = (metadata: Cron["metadata"], more: Partial<Cron> = {}) =>
  cronWith({ enabled: false, payload: { assistant_id: "agent" }, metadata, ...more });

test.each<[string, boolean, Cron]>([
  ["of a maker that says no hash", true, paused({ [submission]: "s" })],
  ["made and never finished", true, paused({ [submission]: "s", [hash]: madeHash("0") })],
  ["a hash that is no text", true, paused({ [submission]: "s", [hash]: 1 })],
  ["finished, then paused by a person", false, paused({ [submission]: "s", [hash]: "0".repeat(64) })],
  ["being updated", false, paused({ [submission]: "s", [hash]: updating })],
  ["on", false, cronWith({ metadata: { [submission]: "s" } })],
  ["on and not finished", false, cronWith({ metadata: { [submission]: "s", [hash]: madeHash("0") } })],
  ["of no submission", false, paused({})],
  ["of what is no submission", false, paused({ [submission]: 1, [hash]: madeHash("0") })],
])("a cron %s: leftover is %s", (_what, expected, cron) => {
  expect(isLeftover(cron)).toBe(expected);
});

async function made(id: string, more: Partial<Cron> = {}): Promise<Cron> {
  const cron = paused({ [submission]: "s" }, { cron_id: id, ...more });
  return { ...cron, metadata: { ...cron.metadata, [hash]: madeHash(await cronHash(cron)) } };
}

const ids = (crons: readonly Cron[]) => crons.map(({ cron_id }) => cron_id);

test("as created, changed by hand, or not known", async () => {
  const cron = await made("a");
  expect(await isAsMade(cron)).toBe(true);
  expect(await isAsMade({ ...cron, schedule: "1 1 * * *" })).toBe(false);
  expect(await isAsMade(paused({ [submission]: "s" }))).toBeUndefined();
  expect(await isAsMade(paused({ [hash]: 1 }))).toBeUndefined();
});

test("what somebody has copied and changed is not among the leftovers; each keeps its place", async () => {
  const copied = { ...(await made("copied")), schedule: "1 1 * * *" };
  const all = [await made("a"), copied, await made("b"), paused({ [submission]: "s" }, { cron_id: "plain" })];
  const on = { ...(await made("on")), enabled: true };
  const { leftovers, settled } = await sortOut([on, ...all]);
  expect([ids(leftovers), ids(settled)]).toEqual([
    ["a", "b", "plain"],
    ["on", "copied"],
  ]);
  expect(ids(await ownLeftovers([on, ...all]))).toEqual(["a", "b", "plain"]);
});

test("where none is what was asked for, the server keeps it in another form: all that is unfinished is a leftover", async () => {
  const kept = { ...(await made("kept")), schedule: "1 1 * * *" };
  const on = { ...(await made("on")), enabled: true, schedule: "1 1 * * *" };
  expect(ids(await ownLeftovers([on, kept]))).toEqual(["kept"]);
  expect(await ownLeftovers([on])).toEqual([]);
});

test("where crons are finished from the start, one that does not match its hash was copied, unless none does", async () => {
  const own = async (id: string) => {
    const cron = paused({ [submission]: "s" }, { cron_id: id, enabled: true });
    return { ...cron, metadata: { ...cron.metadata, [hash]: await cronHash(cron) } };
  };
  const copied = { ...(await own("copied")), schedule: "1 1 * * *" };
  const plain = cronWith({ cron_id: "plain", metadata: { [submission]: "s" } });
  const all = [await own("a"), copied, await own("b"), plain];
  expect(ids(await madeFromStart(all))).toEqual(["a", "b", "plain"]);
  expect(ids(await madeFromStart([copied]))).toEqual(["copied"]);
  // A server without time zones stores none, so its own crons don't match their hash, either.
  const stored = [await own("a"), await own("b")].map((cron) => ({ ...cron, schedule: "0 9 * * 1" }));
  expect(ids(await madeFromStart([...stored, copied]))).toEqual(["a", "b"]);
  expect(await madeFromStart([])).toEqual([]);
});
