import { expect, test } from "vitest";
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
    changed: [],
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

test.each<[string, object, number]>([
  ["its name shows that it was carried out", { [metadataKeys.name]: "a" }, 1],
  ["another name does not", { [metadataKeys.name]: "b" }, 2],
])("after a lost answer %s", async (_what, found, count) => {
  const { patches, server, work } = await adopting();
  const problems: ServerProblem[] = [{ kind: "unreachable", reason: "ECONNRESET" }];
  server.fails = (method) => (method === "patchCron" ? problems.shift() : undefined);
  server.change("script", { metadata: { ...metadata, ...found } });
  await adoptUnnamed(work, [script]);
  expect(patches().length).toBe(count);
});

test("of none there is nothing to adopt", async () => {
  const { work } = await adopting();
  await expect(adoptUnnamed(work, [])).rejects.toThrow("nothing to adopt");
});
