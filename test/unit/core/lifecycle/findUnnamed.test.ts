import { expect, test } from "vitest";
import type { CronArguments } from "../../../../src/core/arguments/cronArguments";
import { submitCron } from "../../../../src/core/lifecycle/submitCron";
import { capabilitiesOf } from "../../../../src/core/server/capabilities";
import type { Cron, ServerInfo } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";
import { memoryJournal } from "../../../support/memoryJournal";
import { MemoryServer } from "../../support/memoryServer";

const input = { from: "a script" };
const payload = { assistant_id: "agent", input };

/** A server with many crons of other times, and these; and a submit of `0 9 * * *` with that input, under a name. */
function serverWith(crons: readonly Cron[]) {
  const others = Array.from({ length: 2_500 }, (_, n) =>
    cronWith({ cron_id: `other-${n}`, schedule: `${n % 60} ${n % 24} * * 1`, payload }),
  );
  const server = new MemoryServer([...others, ...crons]);
  const submit = (given: Partial<CronArguments> = {}, knownCrons?: () => readonly Cron[] | undefined) =>
    submitCron({
      server: server.api,
      serverKey: "server",
      arguments: { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input, ...given },
      name: "report",
      journal: memoryJournal(),
      clock: { now: Date.now, sleep: async () => undefined },
      newSubmission: () => crypto.randomUUID(),
      doubtMilliseconds: 1,
      confirm: async () => "no",
      ...(knownCrons === undefined ? {} : { knownCrons }),
    });
  /** Searches of all crons, with all that they have. */
  const crawls = () =>
    server.cronQueries.filter(({ metadata, withPayload }) => metadata === undefined && withPayload === true);
  return { server, submit, crawls };
}

const labelled = { metadata: { label: "x" } };
const equal = cronWith({ cron_id: "equal", payload, ...labelled });
const otherInput = cronWith({
  cron_id: "other input",
  payload: { assistant_id: "agent", input: {} },
  ...labelled,
});
const near = [
  cronWith({ cron_id: "named", payload, metadata: { langgraph_crons_name: "another" } }),
  cronWith({ cron_id: "paused", payload, enabled: false }),
  cronWith({ cron_id: "on a thread", payload, thread_id: "5d1f6a5e-0000-4000-8000-000000000009" }),
  cronWith({ cron_id: "in a zone", payload, timezone: "Europe/Berlin" }),
  cronWith({ cron_id: "with an end", payload, end_time: "2030-01-01T00:00:00+00:00" }),
  cronWith({ cron_id: "with another label", payload, metadata: { label: "y" } }),
  cronWith({ cron_id: "of another assistant", payload, assistant_id: "5d1f6a5e-0000-4000-8000-000000000008" }),
];

test("only crons whose row fits are read with all that they have", async () => {
  const { crawls, server, submit } = serverWith([...near, otherInput, equal]);
  expect(await submit(labelled)).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "equal" }] });
  expect(crawls()).toEqual([]);
  // Two of them, before the question and after it.
  expect(server.count("getCron")).toBe(2 * 2);
});

test("a key that the spec does not say, such as an owner, does not hide one", async () => {
  const { submit } = serverWith([{ ...equal, metadata: { owner: "user-1" } }]);
  expect(await submit()).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "equal" }] });
});

test("known crons are not searched for", async () => {
  const { server, submit } = serverWith([...near, otherInput, equal]);
  const known = [...server.crons.values()].map(({ payload: _, ...row }) => row);
  expect(await submit(labelled, () => known)).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "equal" }] });
  expect(server.cronQueries.filter(({ metadata }) => metadata === undefined)).toEqual([]);
});

test("crons that are not all known are searched for", async () => {
  const { submit } = serverWith([equal]);
  expect(await submit({}, () => undefined)).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "equal" }] });
});

test("what is known may be older: a cron that is gone, or another by now, is not taken over", async () => {
  const { server, submit } = serverWith([{ ...equal, schedule: "0 10 * * *" }]);
  const known = [equal, cronWith({ cron_id: "gone" })];
  await submit({}, () => known);
  expect(server.count("createCron")).toBe(1);
});

test("a zone that is written and one that is left out are the same where the server has them so", async () => {
  const { submit } = serverWith([{ ...equal, timezone: "Asia/Tokyo" }]);
  expect(await submit({ timezone: "Asia/Tokyo" })).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "equal" }] });
});

test("many that fit are read page by page, not one by one", async () => {
  const many = Array.from({ length: 1_200 }, (_, n) => ({ ...otherInput, cron_id: `many-${n}` }));
  const { crawls, server, submit } = serverWith([...many, equal]);
  expect(await submit()).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "equal" }] });
  expect(server.count("getCron")).toBe(0);
  expect(crawls().length).toBeGreaterThan(0);
});

test.each<[ServerInfo, boolean]>([
  [{ product: "agentServer", version: "0.9.0", hasCrons: true }, false],
  [{ product: "agentServer", version: "0.10.0", hasCrons: true }, true],
  [{ product: "aegra", version: "0.11.0", hasCrons: true }, false],
])("%j reads one cron by its id: %s", async (info, readsById) => {
  expect(capabilitiesOf(info).readsById).toBe(readsById);
  const { server, submit } = serverWith([equal]);
  server.info = info;
  expect(await submit()).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "equal" }] });
  expect(server.count("getCron")).toBe(readsById ? 2 : 0);
});
