import { afterEach, expect, inject, test } from "vitest";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { exportCron } from "../../src/core/compare/exportCron";
import { runNow } from "../../src/core/lifecycle/actions/runNow";
import { pauseCron, resumeCron } from "../../src/core/lifecycle/actions/setEnabled";
import type { SubmitOutcome } from "../../src/core/lifecycle/submission/submission";
import { answering } from "../support/answering";
import { markedCrons } from "../support/markedCrons";

/** The whole way of a cron, through our own core, on a server that is not LangChain's. */
const { server, mark, metadata, marked, ours, deleteOurs, submit } = markedCrons(inject("aegraUrl"), "look");
const dialect = "secondsFirst";
const name = `aegra-${mark}`;
const page = { limit: 100, offset: 0 };

afterEach(deleteOurs);

function cronOf(outcome: SubmitOutcome) {
  if (!("cron" in outcome)) throw new Error(outcome.kind);
  return outcome.cron;
}

const spec = (change: Partial<CronArguments> = {}) => marked({ input: { topic: "x" }, ...change });

/** Every parameter that it takes, none at its default. */
const everything: Partial<CronArguments> = {
  schedule: "27 15 1 1 *",
  timezone: "Europe/Berlin",
  end_time: "2030-01-01T00:00:00+01:00",
  input: { topic: "hello! <b>&</b> 👍" },
  context: { team: "red" },
  config: { tags: ["nightly"], recursion_limit: 7 },
  metadata: { ...metadata, team: "support", nested: { list: [1, null] } },
  multitask_strategy: "interrupt",
  durability: "exit",
  interrupt_before: ["remember"],
  interrupt_after: "*",
  webhook: "http://10.0.0.1/hook?a=b",
  checkpoint_during: false,
  stream_mode: ["updates", "custom"],
  stream_subgraphs: true,
};

test.each([
  ["on a thread", async () => ({ thread_id: (await server.createThread()).thread_id })],
  ["without a thread", async () => ({ thread_id: null, on_run_completed: "keep" as const })],
])("every parameter arrives, compares equal, and is exported as it was written, %s", async (_, target) => {
  const args = marked({ ...everything, ...(await target()) });
  const made = await submit({ name, dialect, arguments: args });
  expect(made).toMatchObject({ kind: "created", pausedFirst: true, notTaken: [], cron: { enabled: true } });
  expect((await submit({ name, dialect, arguments: args })).kind).toBe("unchanged");
  const read = await server.getCron(cronOf(made).cron_id);
  const exported = exportCron(read, await server.searchAssistants(page));
  if (!exported.ok) throw new Error(exported.failure);
  const { metadata: wanted, end_time, enabled, ...plain } = { enabled: true, ...args };
  expect(enabled).toBe(read.enabled);
  expect(exported.value).toMatchObject(plain);
  expect(exported.value.metadata).toMatchObject({ ...wanted });
  expect(Date.parse(String(exported.value.end_time))).toBe(Date.parse(end_time ?? ""));
});

test("a changed spec updates its cron, which keeps its id and our marks; removed metadata is gone", async () => {
  const first = await submit({ name, arguments: spec({ metadata: { ...metadata, old: "x" } }) });
  const changed = spec({ schedule: "30 9 * * 1-5", timezone: "Europe/Berlin", metadata: { ...metadata, team: "a" } });
  const second = await submit({ name, arguments: changed });
  expect(second).toMatchObject({ kind: "updated", changed: ["schedule", "timezone", "metadata"], notTaken: [] });
  expect(cronOf(second).cron_id).toBe(cronOf(first).cron_id);
  expect(await submit({ name, arguments: changed })).toMatchObject({ kind: "unchanged" });
  expect(await ours()).toMatchObject([{ enabled: true, metadata: { team: "a" } }]);
});

test("an end that the server does not remove is reported at each submit, and is not a change on the server", async () => {
  await submit({ name, arguments: spec({ end_time: "2030-01-01T00:00:00Z" }) });
  const told = { kind: "updated", changed: ["end_time"], notTaken: ["end_time"] };
  expect(await submit({ name, arguments: spec() })).toMatchObject(told);
  expect(await submit({ name, arguments: spec() })).toMatchObject(told);
  expect((await ours()).map(({ end_time }) => Date.parse(end_time ?? ""))).toEqual([Date.UTC(2030, 0, 1)]);
});

test("what others have written into the metadata stays, although Aegra replaces all of it", async () => {
  const given = { ...metadata, team: "a" };
  const { cron_id } = cronOf(await submit({ name, arguments: spec({ metadata: given }) }));
  await server.patchCron(cron_id, { metadata: { ticket: "OPS-1" } });
  expect(await submit({ name, arguments: spec({ metadata: given }) })).toMatchObject({ kind: "unchanged" });
  const changed = spec({ metadata, schedule: "30 9 * * *" });
  expect(await submit({ name, arguments: changed })).toMatchObject({ kind: "updated", notTaken: [] });
  expect(await ours()).toMatchObject([{ cron_id, enabled: true, metadata: { ticket: "OPS-1", team: null } }]);
  expect(await submit({ name, arguments: changed })).toMatchObject({ kind: "unchanged" });
});

test("what a person paused stays paused, and is resumed without the missed run", async () => {
  const { cron_id } = cronOf(await submit({ name, arguments: spec() }));
  expect(await pauseCron(server, cron_id)).toMatchObject({ enabled: false });
  expect(await submit({ name, arguments: spec() })).toMatchObject({ kind: "unchanged", staysPaused: true });
  const resumed = await resumeCron(server, cron_id);
  expect(resumed).toMatchObject({ enabled: true });
  expect(Date.parse(resumed.next_run_date ?? "")).toBeGreaterThan(Date.now());
});

test("a changed assistant needs a new cron, and there is one in the end", async () => {
  await submit({ name, arguments: spec() });
  const other = marked({ assistant_id: "needy", input: { topic: "x" } });
  expect(await submit({ name, arguments: other })).toMatchObject({ kind: "needsRecreate", because: ["assistant_id"] });
  const confirm = answering({ recreate: "yes" });
  expect(await submit({ name, arguments: other, confirm })).toMatchObject({ kind: "recreated" });
  expect(await ours()).toMatchObject([{ enabled: true }]);
});

test("a run by hand is the cron's, and succeeds", async () => {
  const { thread_id } = await server.createThread();
  const { cron_id } = cronOf(await submit({ name, arguments: spec({ thread_id, enabled: false }) }));
  const run = await runNow(server, cron_id);
  expect(run).toMatchObject({ thread_id, cron_id });
  await expect.poll(async () => (await server.runs(thread_id, page))[0]?.status, { timeout: 20_000 }).toBe("success");
});

test("six fields are read with seconds first, as set in the connection", async () => {
  const outcome = await submit({ name, dialect, arguments: spec({ schedule: "30 0 9 1 1 *" }) });
  expect(outcome).toMatchObject({ kind: "created", cron: { schedule: "30 0 9 1 1 *" } });
  expect(cronOf(outcome).next_run_date).toMatch(/-01-01T09:00:30/);
});

test("several submits of one spec at once leave one cron, switched on", async () => {
  await Promise.all(Array.from({ length: 4 }, () => submit({ name, arguments: spec() })));
  expect(await ours()).toMatchObject([{ enabled: true }]);
});
