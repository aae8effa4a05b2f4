import { expect, test } from "vitest";
import { datedServer } from "../../../../../src/core/lifecycle/lease/datedServer";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import type { Cron } from "../../../../../src/core/server/cron";
import { createRequest } from "../../../../../src/core/server/requests/createRequest";
import { cronWith } from "../../../../fixtures/cronWith";
import { problemOf } from "../../../../support/failureOf";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const request = createRequest({ thread_id: null, assistant_id: "a", schedule: "0 9 * * *" }, { name: null });

/** Each request takes a second, and the first one is sent at 1,000. */
function dated() {
  const memory = new MemoryServer([cronWith({ cron_id: "c" })]);
  let at = 1_000;
  memory.pause = async (_method, moment) => {
    if (moment === "answer") at += 1_000;
  };
  const { calls, server } = recorded(memory.api);
  return { calls, memory, ...datedServer(server, { now: () => at, sleep: async () => undefined }) };
}

test.each<[string, (server: AgentServer) => Promise<Cron | undefined>]>([
  ["read", (server) => server.getCron("c")],
  ["found", async (server) => (await server.searchCrons({ limit: 9, offset: 0 }))[0]],
  ["listed", async (server) => (await server.allCrons())[0]],
  ["created", (server) => server.createCron(request)],
  ["changed", (server) => server.patchCron("c", { enabled: false })],
])("a cron that is %s is as old as its request", async (_how, ask) => {
  const { readAt, server } = dated();
  const cron = (await ask(server)) as Cron;
  expect(readAt(cron)).toBe(1_000);
  await server.countThreads();
  expect(readAt(cron)).toBe(1_000);
});

test("what is read again is as old as it was before, and the new answer is newer", async () => {
  const { memory, readAt, server } = dated();
  const before = await server.getCron("c");
  memory.change("c", { enabled: false });
  const after = await server.getCron("c");
  expect([readAt(before), readAt(after)]).toEqual([1_000, 2_000]);
});

test("a cron from elsewhere was read long ago, also if it looks the same", async () => {
  const { readAt, server } = dated();
  const cron = await server.getCron("c");
  expect(readAt({ ...cron })).toBe(Number.NEGATIVE_INFINITY);
});

test("requests and what becomes of them are the server's own", async () => {
  const { calls, memory, server } = dated();
  const { signal } = new AbortController();
  expect(await server.getCron("c", { signal })).toBe(memory.crons.get("c"));
  expect(await server.deleteCron("c", { signal, once: true })).toBe(true);
  expect(await problemOf(server.getCron("c"))).toMatchObject({ kind: "notFound" });
  expect(await server.metrics()).toBeNull();
  expect(calls).toEqual([
    ["getCron", "c", { signal }],
    ["deleteCron", "c", { signal, once: true }],
    ["getCron", "c"],
    ["metrics"],
  ]);
});
