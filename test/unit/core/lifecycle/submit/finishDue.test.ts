import { expect, test } from "vitest";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import { dueReplacements } from "../../../../../src/core/lifecycle/onServer/dueReplacements";
import { type DueEnd, finishDue } from "../../../../../src/core/lifecycle/submit/finishDue";
import type { Cron } from "../../../../../src/core/server/cron";
import { madeHash, metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork } from "../../../support/memoryWork";

const { hash, name, submission } = metadataKeys;
/** As the server in memory reads it. */
const schedule = "0 9 1 12 *";
const cronOf = (cron_id: string, mark: string, more: Partial<Cron> = {}) => {
  const metadata = { [name]: "a", [submission]: "t", [hash]: mark };
  return cronWith({ cron_id, schedule, enabled: false, payload: { assistant_id: "agent" }, metadata, ...more });
};
const replacing = (cron_id: string, replaces = "old", enabled = true) =>
  cronOf(cron_id, madeHash("0", { replaces, enabled }));
const finished = (cron_id: string, enabled: boolean) => cronOf(cron_id, "0".repeat(64), { enabled });
const ids = (crons: readonly Cron[]) => crons.map(({ cron_id }) => cron_id);

test.each<[string, readonly Cron[], readonly Cron[], readonly string[]]>([
  ["nothing", [], [], []],
  ["a leftover that replaces none", [], [cronOf("new", madeHash("0"))], []],
  ["one whose old cron is gone", [], [replacing("new")], ["new"]],
  ["that of a paused one", [], [replacing("new", "old", false)], ["new"]],
  ["one whose old cron is on", [finished("old", true)], [replacing("new")], []],
  ["one whose old cron is paused", [finished("old", false)], [replacing("new")], []],
  ["one whose old cron is itself due", [], [replacing("old", "oldest"), replacing("new")], ["old"]],
  ["one beside another that is on", [finished("other", true)], [replacing("new")], []],
  ["one beside another that a person paused", [finished("other", false)], [replacing("new")], ["new"]],
  ["two of one old cron", [], [replacing("new"), replacing("newer")], ["new", "newer"]],
])("of %s these are due: %j", (_what, settled, leftovers, expected) => {
  expect(ids(dueReplacements({ settled, leftovers }))).toEqual(expected);
});

async function finishing(due: Cron, others: readonly Cron[] = []) {
  const server = new MemoryServer([...others, due]);
  const at = await memoryWork(server);
  await at.work.holdLease();
  const end = await finishDue(at.work, due);
  const steps = at.told.map(({ step }) => step);
  return { end, steps, cron: server.crons.get(due.cron_id), patches: server.count("patchCron"), work: at.work };
}

test.each([true, false])("one is finished as its submission was to leave it: on is %s", async (enabled) => {
  const due = replacing("new", "old", enabled);
  const { cron, end, steps, work } = await finishing(due);
  expect([end, cron?.enabled, steps.at(-1)]).toEqual(["finished", enabled, "finishingEarlier"]);
  expect(cron?.metadata[hash]).toBe(await cronHash(due));
  expect(work.finishedEarlier?.cron_id).toBe(enabled ? "new" : undefined);
  expect([work.isCommitted, work.createState]).toEqual([false, "notSent"]);
});

test.each<[DueEnd, Cron, readonly Cron[]]>([
  // Somebody has given it another name: it still does what the new one was to do.
  ["superfluous", replacing("new"), [cronWith({ cron_id: "old", metadata: { [name]: "b" } })]],
  ["superfluous", cronOf("new", madeHash("0")), []],
  ["misread", { ...replacing("new"), schedule: "0 9 * * *" }, []],
])("%s: nothing is written", async (expected, due, others) => {
  const { cron, end, patches, work } = await finishing(due, others);
  expect([end, cron, patches, work.finishedEarlier]).toEqual([expected, due, 0, undefined]);
});
