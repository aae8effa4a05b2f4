import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, test } from "vitest";
import type { JsonObject } from "../../src/core/base/json";
import { checkConnection } from "../../src/core/server/checkConnection";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { problemOf } from "../support/failureOf";
import { openTestServer } from "../support/testServer";

const url = inject("aegraUrl");
const server = openTestServer(url);
const page = { limit: 1000, offset: 0 };

test("a connection reports the server's product, and that it has crons", async () => {
  expect(await checkConnection(server)).toEqual({
    kind: "ready",
    info: { product: "aegra", version: "0.11.0", hasCrons: true },
    threads: null,
  });
});

test("threads are found by their ids, few and many, and by metadata", async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => server.createThread()));
  const ids = made.map(({ thread_id }) => thread_id);
  for (const some of [ids.slice(3, 5), ids]) {
    const found = await server.searchThreads({ ids: [...some, randomUUID()], ...page });
    expect(found.map(({ thread_id }) => thread_id).toSorted()).toEqual(some.toSorted());
  }
  expect(await server.searchThreads({ ...page, metadata: { nobody: "has this" } })).toEqual([]);
  expect((await server.searchThreads(page)).length).toBeGreaterThanOrEqual(20);
});

test("assistants, their nodes and schemas are found by id and by the graph's name", async () => {
  const assistants = await server.searchAssistants(page);
  expect(assistants.map(({ graph_id }) => graph_id)).toEqual(expect.arrayContaining(["look", "needy", "slow"]));
  const { assistant_id } = assistants.find(({ graph_id }) => graph_id === "look") ?? { assistant_id: "" };
  for (const id of [assistant_id, "look"]) {
    expect(await server.graphNodes(id)).toEqual([{ id: "remember" }]);
    expect(await server.schemas(id)).toMatchObject({ input_schema: { type: "object" } });
  }
  expect((await problemOf(server.graphNodes("nobody"))).kind).toBe("notFound");
});

test("a cron's life: created, read, listed, changed, deleted", async () => {
  const { thread_id } = await server.createThread();
  const metadata = { langgraph_crons_name: `life-${thread_id}`, "weird key ☃": "</script>" };
  const cron = {
    ...{ thread_id, assistant_id: "look", schedule: "0 9 * * 1", timezone: "Europe/Berlin", enabled: false },
    ...{ metadata, input: {} },
  };
  const made = await server.createCron(createRequest(cron, { name: null }));
  expect(made).toMatchObject({ thread_id, schedule: "0 9 * * 1", timezone: "Europe/Berlin", enabled: false });
  expect({ ...made.metadata }).toEqual(metadata);
  expect(await server.getCron(made.cron_id)).toEqual(made);
  expect(await server.searchCrons({ ...page, metadata, withPayload: true })).toEqual([made]);
  const { payload: _payload, ...listed } = made;
  expect(await server.searchCrons({ ...page, thread_id })).toEqual([listed]);
  expect(await server.patchCron(made.cron_id, { schedule: "0 10 * * 1" })).toMatchObject({ schedule: "0 10 * * 1" });
  expect(await server.deleteCron(made.cron_id)).toBe(true);
  expect(await server.deleteCron(made.cron_id)).toBe(false);
  expect((await problemOf(server.getCron(made.cron_id))).kind).toBe("notFound");
});

test("a create of an enabled cron is answered with its first run, which we don't mistake for a cron", async () => {
  const mark = randomUUID();
  const body = { assistant_id: "look", schedule: "0 0 1 1 *", input: {}, metadata: { mark } };
  const create = { method: "POST", path: "/runs/crons", query: [], headers: {}, body } as const;
  expect(await problemOf(server.createCron(create))).toMatchObject({ kind: "notAgentServer" });
  const [cron] = await server.searchCrons({ ...page, metadata: { mark } });
  expect(cron).toMatchObject({ enabled: true });
  await server.deleteCron(cron?.cron_id ?? "");
});

describe("a refused create names its parameter", () => {
  let threadId: string;
  beforeAll(async () => {
    threadId = (await server.createThread()).thread_id;
  });

  test.each<[string, number, JsonObject]>([
    ["schedule", 422, { schedule: "61 * * * *" }],
    ["schedule", 422, { schedule: "soon" }],
    ["schedule", 422, { schedule: "" }],
    ["schedule", 422, { schedule: 5 }],
    ["schedule", 422, { schedule: "0 0 31 2 *" }],
    ["schedule", 422, { schedule: "0 ".repeat(200) }],
    ["timezone", 422, { timezone: "Bad/Zone" }],
    ["timezone", 422, { timezone: 5 }],
    ["assistant_id", 404, { assistant_id: "nope" }],
    ["assistant_id", 422, { assistant_id: 5 }],
    ["webhook", 422, { webhook: "ftp://example.com/x" }],
    ["webhook", 422, { webhook: "/relative" }],
    ["webhook", 422, { webhook: 5 }],
    ["input", 422, { input: 5 }],
    ["input", 422, { input: [{}] }],
    ["input", 422, { input: null }],
    ["metadata", 422, { metadata: [] }],
    ["config", 422, { config: 5 }],
    ["context", 422, { context: 5 }],
    ["interrupt_before", 422, { interrupt_before: "review" }],
    ["interrupt_after", 422, { interrupt_after: 5 }],
    ["multitask_strategy", 422, { multitask_strategy: 5 }],
    ["end_time", 422, { end_time: "soon" }],
    ["end_time", 422, { end_time: "2020-01-01T00:00:00Z" }],
    ["enabled", 422, { enabled: "perhaps" }],
    ["stream_mode", 422, { stream_mode: 5 }],
    ["stream_mode", 422, { stream_mode: "x".repeat(65) }],
    ["stream_subgraphs", 422, { stream_subgraphs: 5 }],
    ["durability", 422, { durability: "forever" }],
    ["checkpoint_during", 422, { checkpoint_during: 5 }],
  ])("%s (%i): %j", async (parameter, status, change) => {
    const body = { assistant_id: "look", schedule: "0 0 1 1 *", enabled: false, input: {}, ...change };
    const path = `/threads/${threadId}/runs/crons`;
    const problem = await problemOf(server.createCron({ method: "POST", path, query: [], headers: {}, body }));
    expect(problem).toMatchObject({ kind: "rejected", status, parameter });
    expect(problem.kind === "rejected" && problem.detail).not.toMatch(/Value error|\[|\{/);
  });

  test("a missing input, as users first see it", async () => {
    const body = { assistant_id: "look", schedule: "0 0 1 1 *", enabled: false };
    const create = { method: "POST", path: "/runs/crons", query: [], headers: {}, body } as const;
    expect(await problemOf(server.createCron(create))).toEqual({
      kind: "rejected",
      status: 422,
      detail: "input: Field required",
      parameter: "input",
    });
  });

  test("a thread that does not exist", async () => {
    const body = { assistant_id: "look", schedule: "0 0 1 1 *", enabled: false, input: {} };
    const path = `/threads/${randomUUID()}/runs/crons`;
    const problem = await problemOf(server.createCron({ method: "POST", path, query: [], headers: {}, body }));
    expect(problem).toMatchObject({ kind: "rejected", status: 404, parameter: "thread_id" });
  });
});
