import { describe, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { findUnnamed } from "../../../../../src/core/lifecycle/submit/findUnnamed";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import { capabilitiesOf } from "../../../../../src/core/server/capabilities";
import type { Cron, ServerInfo } from "../../../../../src/core/server/cron";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { graphAssistantId } from "../../../../../src/core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork } from "../../../support/memoryWork";

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

test("a key that the spec does not have, such as an owner, does not hide one", async () => {
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

test("what is known may be outdated: a cron that is deleted, or different by now, is not adopted", async () => {
  const { server, submit } = serverWith([{ ...equal, schedule: "0 10 * * *" }]);
  const known = [equal, cronWith({ cron_id: "gone" })];
  await submit({}, () => known);
  expect(server.count("createCron")).toBe(1);
});

test("a written zone and an omitted one are the same if the server stores them so", async () => {
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

describe("what is asked of the server", () => {
  const given: CronArguments = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
  const thread = "5d1f6a5e-0000-4000-8000-000000000009";
  const agent = graphAssistantId("agent");
  const plain = (cron_id: string, more: Partial<Cron> = {}) =>
    cronWith({ cron_id, assistant_id: agent, payload: { assistant_id: "agent" }, ...more });
  const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
  const { signal } = new AbortController();
  const ids = (crons: readonly Cron[]) => crons.map(({ cron_id }) => cron_id);
  const asked = (calls: readonly unknown[][]) => calls.map(([name, query, call]) => [name, query, call]);
  const page = { limit: 1_000, offset: 0 };

  test.each<[string, CronArguments, object]>([
    ["of the graph's assistant", given, { assistant_id: agent }],
    ["of the assistant itself", { ...given, assistant_id: agent }, { assistant_id: agent }],
    ["on the thread", { ...given, thread_id: thread }, { assistant_id: agent, thread_id: thread }],
  ])("is crons %s, by their rows; then each that fits", async (_what, args, query) => {
    const server = new MemoryServer([
      plain("c", { thread_id: args.thread_id }),
      plain("other", { schedule: "1 1 * * *" }),
    ]);
    const { calls, work } = await memoryWork(server, { arguments: args, signal });
    expect(ids(await findUnnamed(work))).toEqual(["c"]);
    expect(asked(calls)).toStrictEqual([
      ["searchCrons", { ...query, ...page }, { signal }],
      ["getCron", "c", { signal }],
    ]);
  });

  test.each(["0.16.7", "0.9.0"])("is nothing more of %s if no row matches", async (version) => {
    const server = new MemoryServer([plain("c", { schedule: "1 1 * * *" })]);
    server.info = { ...server.info, version };
    const { calls, work } = await memoryWork(server);
    expect(await findUnnamed(work)).toEqual([]);
    expect(calls.length).toBe(1);
  });

  test.each([
    [20, "0.16.7", 20, 1],
    [21, "0.16.7", 0, 2],
    [1, "0.9.0", 0, 2],
  ])("is of %d that fit, on %s, %d by their id and %d lists", async (count, version, single, lists) => {
    const server = new MemoryServer(Array.from({ length: count }, (_, n) => plain(`c${String(n).padStart(2, "0")}`)));
    server.info = { ...server.info, version };
    const { calls, work } = await memoryWork(server);
    expect((await findUnnamed(work)).length).toBe(count);
    expect(calls.filter(([name]) => name === "getCron").length).toBe(single);
    expect(calls.filter(([name]) => name === "searchCrons").map(([, query]) => query)).toEqual(
      [
        { assistant_id: agent, ...page },
        { assistant_id: agent, withPayload: true, ...page },
      ].slice(0, lists),
    );
  });

  test.each([
    [999, [0]],
    [1_000, [0, 950]],
    [2_001, [0, 950, 1_900]],
  ])("is of %d crons page after page", async (count, offsets) => {
    const server = new MemoryServer(Array.from({ length: count }, (_, n) => plain(`c${n}`, { schedule: "1 1 * * *" })));
    const { calls, work } = await memoryWork(server);
    await findUnnamed(work);
    expect(calls.map(([, query]) => query)).toEqual(
      offsets.map((offset) => ({ assistant_id: agent, limit: 1_000, offset })),
    );
  });

  test("ends on a server that answers every page with the first one", async () => {
    const server = new MemoryServer(Array.from({ length: 1_000 }, (_, n) => plain(`c${n}`, { schedule: "1 1 * * *" })));
    const searchCrons: AgentServer["searchCrons"] = (query) => server.api.searchCrons({ ...query, offset: 0 });
    const { calls, work } = await memoryWork(server, { server: { ...server.api, searchCrons } });
    await findUnnamed(work);
    expect(calls.length).toBe(2);
  });

  test("is repeated while it is unclear; a deleted one does not count, another failure is thrown", async () => {
    const server = new MemoryServer([plain("c"), plain("d")]);
    const problems: (ServerProblem | undefined)[] = [reset, undefined, reset, { kind: "notFound", detail: "" }];
    server.fails = () => problems.shift();
    const { sleeps, work } = await memoryWork(server);
    expect(ids(await findUnnamed(work))).toEqual(["d"]);
    expect(sleeps).toEqual([200, 200]);
    server.fails = (method) =>
      method === "getCron" ? { kind: "rejected", status: 422, detail: "No.", parameter: null } : undefined;
    await expect(findUnnamed(work)).rejects.toThrow("rejected");
    server.fails = (method) => {
      if (method === "getCron") throw new TypeError("ours");
      return undefined;
    };
    await expect(findUnnamed(work)).rejects.toThrow("ours");
  });

  test.each<[string, Partial<Cron>, Partial<CronArguments>, boolean]>([
    ["has a name", { metadata: { [metadataKeys.name]: "b" } }, {}, false],
    ["is a submission's", { metadata: { [metadataKeys.submission]: "t" } }, {}, false],
    ["is paused", { enabled: false }, {}, false],
    ["is paused, as is asked for", { enabled: false }, { enabled: false }, true],
    ["is on, which is not asked for", {}, { enabled: false }, false],
    ["has another input", { payload: { assistant_id: "agent", input: { a: 1 } } }, {}, false],
    ["is on another thread", { thread_id: thread }, {}, false],
    ["is of another assistant", { assistant_id: thread }, {}, false],
    ["is in another zone", { timezone: "Asia/Tokyo" }, {}, false],
    ["ends", { end_time: "2030-01-01T00:00:00+00:00" }, {}, false],
    ["is the same", {}, {}, true],
  ])("of what is known: one that %s", async (_what, change, args, found) => {
    const cron = plain("c", change);
    const { calls, work } = await memoryWork(new MemoryServer([cron]), {
      arguments: { ...given, ...args },
      knownCrons: () => [cron],
    });
    expect(ids(await findUnnamed(work))).toEqual(found ? ["c"] : []);
    // Only one that may be equal needs a look.
    expect(calls.map(([name]) => name)).toEqual(found ? ["getCron"] : []);
  });

  test("one that got a name since does not count, and the one to keep comes first", async () => {
    const old = plain("z", { created_at: "2026-10-01T00:00:00+00:00" });
    const named = plain("b", { metadata: { [metadataKeys.name]: "b" } });
    const { work } = await memoryWork(new MemoryServer([plain("a"), named, old]), {
      knownCrons: () => [plain("a"), plain("b"), old],
    });
    expect(ids(await findUnnamed(work))).toEqual(["z", "a"]);
  });
});
