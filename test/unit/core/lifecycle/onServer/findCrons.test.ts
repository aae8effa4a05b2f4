import { expect, test } from "vitest";
import { cronReader, findCrons, keptFirst } from "../../../../../src/core/lifecycle/onServer/findCrons";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import type { Cron } from "../../../../../src/core/server/cron";
import { cronWith } from "../../../../fixtures/cronWith";
import { problemOf } from "../../../../support/failureOf";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const { signal } = new AbortController();
const call = { signal };
const ids = (crons: readonly Cron[]) => crons.map(({ cron_id }) => cron_id);
const many = (count: number, metadata: Cron["metadata"]) =>
  Array.from({ length: count }, (_, n) => cronWith({ cron_id: `c${String(n).padStart(5, "0")}`, metadata }));

test.each([
  [0, [0]],
  [999, [0]],
  [1_000, [0, 950]],
  [2_001, [0, 950, 1_900]],
])("%d crons are found page by page, with their payloads", async (count, offsets) => {
  const { calls, server } = recorded(new MemoryServer(many(count, { a: 1 })).api);
  expect((await findCrons(server, { a: 1 }, call)).length).toBe(count);
  const query = { metadata: { a: 1 }, withPayload: true, limit: 1_000 };
  expect(calls).toEqual(offsets.map((offset) => ["searchCrons", { ...query, offset }, call]));
});

test("a server that answers every page with the first one is not asked forever, and each cron counts once", async () => {
  const { api } = new MemoryServer(many(1_000, {}));
  const searchCrons: AgentServer["searchCrons"] = (query) => api.searchCrons({ ...query, offset: 0 });
  const { calls, server } = recorded({ ...api, searchCrons });
  expect((await findCrons(server, {})).length).toBe(1_000);
  expect(calls.length).toBe(2);
});

test("what a server without the filter answers is filtered here: all values have to be so", async () => {
  const crons = [
    cronWith({ cron_id: "both", metadata: { a: 1, b: 2 } }),
    cronWith({ cron_id: "one", metadata: { a: 1, b: 3 } }),
    cronWith({ cron_id: "none", metadata: {} }),
  ];
  const server = { ...new MemoryServer(crons).api, searchCrons: async () => crons };
  expect(ids(await findCrons(server, { a: 1, b: 2 }))).toEqual(["both"]);
  expect(ids(await findCrons(server, {}))).toEqual(["both", "none", "one"]);
});

const old = cronWith({ cron_id: "z", created_at: "2026-01-01T00:00:00+00:00" });
const young = cronWith({ cron_id: "a", created_at: "2026-01-01T00:00:00.001+00:00" });
const paused = (cron: Cron): Cron => ({ ...cron, enabled: false });
const unknown = (cron_id: string) => cronWith({ cron_id, created_at: "then" });

test.each<[string, Cron, Cron]>([
  ["the older", old, young],
  ["one that is on before an older one that is paused", young, paused(old)],
  ["the older of two paused", paused(old), paused(young)],
  ["of two of one age that of the smaller id", { ...old, cron_id: "a" }, { ...old, cron_id: "b" }],
  ["so too where their ages can't be told", unknown("a"), unknown("b")],
])("the one to keep is %s", (_what, first, second) => {
  expect(Math.sign(keptFirst(first, second))).toBe(-1);
  expect(Math.sign(keptFirst(second, first))).toBe(1);
});

test("found crons come with the one to keep first", async () => {
  const { api } = new MemoryServer([paused(old), young, cronWith({ cron_id: "b", created_at: old.created_at })]);
  expect(ids(await findCrons(api, {}))).toEqual(["b", "a", "z"]);
});

test.each([[undefined], [{ product: "agentServer", version: "0.10.0" } as const]])(
  "crons are read one by one where nothing speaks against it: %j",
  async (known) => {
    const { calls, server } = recorded(new MemoryServer([old, young]).api);
    const read = cronReader(server, known, call);
    expect([await read("a"), await read("z")]).toEqual([young, old]);
    expect(calls).toEqual([
      ["getCron", "a", call],
      ["getCron", "z", call],
    ]);
  },
);

test.each([{ product: "agentServer", version: "0.9.9" } as const, { product: "aegra", version: "0.11.0" } as const])(
  "crons of %j are read from one list, however many",
  async (known) => {
    const { calls, server } = recorded(new MemoryServer([old, young]).api);
    const read = cronReader(server, known, call);
    expect(ids([await read("a"), await read("z")])).toEqual(["a", "z"]);
    expect(await problemOf(read("gone"))).toEqual({ kind: "notFound", detail: "Cron 'gone' not found" });
    expect(calls).toEqual([["searchCrons", { metadata: {}, withPayload: true, limit: 1_000, offset: 0 }, call]]);
  },
);
