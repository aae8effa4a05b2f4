import { expect, test } from "vitest";
import { measureCron, planMeasuring } from "../../../../src/core/cost/measureCrons";
import { seenUsage } from "../../../../src/core/cost/seenUsage";
import type { SeenRun } from "../../../../src/core/health/seenRun";
import { openReading } from "../../../../src/core/known/serverReading";
import type { Cron, ServerInfo } from "../../../../src/core/server/cron";
import { ServerFailure } from "../../../../src/core/server/problems/serverProblem";
import { ServerLacks } from "../../../../src/core/server/serverLacks";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";

const now = () => Date.parse("2026-11-30T12:30:30Z");
const messages = (total: number) => [
  { type: "ai", content: "before", usage_metadata: { input_tokens: 1, output_tokens: 1, total_tokens: 999 } },
  { type: "human", content: "?" },
  { type: "ai", content: "!", usage_metadata: { input_tokens: total - 1, output_tokens: 1, total_tokens: total } },
];
const onThread = cronWith({ thread_id: "t", next_run_date: null });

/** Three runs of one thread, the newest of which goes on. */
function serverWith(info?: Partial<ServerInfo>): MemoryServer {
  const server = new MemoryServer([onThread]);
  Object.assign(server.info, info);
  server.threads.push(threadWith({ thread_id: "t" }));
  const runs = ["c", "b", "a"].map((run_id, at) =>
    ownRunWith({
      run_id,
      thread_id: "t",
      created_at: `2026-11-30T0${8 - at}:00:00Z`,
      ...(at === 0 && { status: "running" }),
    }),
  );
  server.runs.set("t", runs);
  const state = { next: [], tasks: [], created_at: null };
  server.states.set(
    "t",
    ["b", "a"].map((id, at) => ({
      ...state,
      values: { messages: messages(10 * (at + 1)) },
      metadata: { run_id: id },
      checkpoint_id: id,
    })),
  );
  return server;
}

async function measured(server: MemoryServer, cron: Cron = onThread) {
  const reading = await openReading({ server: server.api, dialect: undefined, lacks: new ServerLacks(), now });
  server.requests.length = 0;
  return measureCron(reading, cron, { now });
}

test("of each run that has ended the tokens of its own messages count", async () => {
  const server = serverWith();
  const { isAll, runs, source } = await measured(server);
  expect([source, isAll, runs.map(({ runId, total }) => [runId, total])]).toEqual([
    "kept",
    true,
    [
      ["b", 10],
      ["a", 20],
    ],
  ]);
  expect(server.count("runState")).toBe(2);
});

test("Aegra keeps the values with the run, so that no history is searched", async () => {
  const server = serverWith({ product: "aegra", version: "0.11.0" });
  server.results.set("a", { kind: "values", values: { messages: messages(30) } });
  server.results.set("b", { kind: "error", error: { error: "Error", message: "no" } });
  const { runs } = await measured(server);
  expect(runs.map(({ total }) => total)).toEqual([null, 30]);
  expect([server.count("runState"), server.count("getRun")]).toEqual([0, 2]);
});

test.each([
  ["tooLarge", [null, null]],
  ["notFound", [null, null]],
  ["unreachable", undefined],
])("a state that is refused is no number, and a server that is gone ends it: %s", async (kind, totals) => {
  const server = serverWith();
  server.fails = (method) => (method === "runState" ? ({ kind, detail: "no" } as never) : undefined);
  const found = measured(server).then(({ runs }) => runs.map(({ total }) => total));
  if (totals === undefined) await expect(found).rejects.toBeInstanceOf(ServerFailure);
  else expect(await found).toEqual(totals);
});

test("a plan leaves out what can't be measured or will not run, and never sends more than it says", async () => {
  const figure = (value: number) => ({ value, from: { text: "" } });
  const kept = cronWith({ cron_id: "kept", on_run_completed: "keep" });
  const costs = [
    { cron: onThread, runsAMonth: figure(30) },
    { cron: kept, runsAMonth: undefined },
    { cron: cronWith({ cron_id: "deleted" }), runsAMonth: figure(30) },
    { cron: cronWith({ cron_id: "paused", thread_id: "p" }), runsAMonth: figure(0) },
  ];
  const ids = (isAsked: boolean) => planMeasuring(costs, { isAsked }).crons.map(({ cron_id }) => cron_id);
  expect([ids(false), ids(true)]).toEqual([
    [onThread.cron_id, "kept"],
    [onThread.cron_id, "kept", "paused"],
  ]);
  const server = serverWith();
  await measured(server);
  expect(server.requests.length).toBeLessThanOrEqual(planMeasuring(costs.slice(0, 1), { isAsked: false }).requests);
});

test("of runs that were seen before the server deleted them those count that have ended", () => {
  const sight = (runId: string, status: SeenRun["status"], tokens: number | null): SeenRun => {
    const moment = "2026-11-30T08:00:00Z";
    const ids = { runId, threadId: "t", assistantId: "a", cronId: "c" };
    return { ...ids, slot: null, created: moment, updated: moment, status, isByHand: false, tokens };
  };
  expect(seenUsage([sight("1", "running", null)])).toBeUndefined();
  expect(seenUsage([sight("2", "success", 7), sight("1", "error", null)])).toMatchObject({
    source: "seen",
    runs: [{ total: 7 }, { total: null }],
  });
});
