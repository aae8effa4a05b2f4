import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelRuns } from "../../../src/core/lifecycle/actions/cancelRuns";
import { deleteKeptThread, findKeptThreads } from "../../../src/core/lifecycle/actions/keptThreads";
import { runNow } from "../../../src/core/lifecycle/actions/runNow";
import type { AgentServer } from "../../../src/core/server/agentServer";
import type { Cron } from "../../../src/core/server/cron";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { type RunningAgentServer, startAgentServer } from "../../support/agentServer";
import { problemOf } from "../../support/failureOf";
import { firingGraphs } from "../../support/firingGraphs";
import { openTestServer } from "../../support/testServer";

let running: RunningAgentServer;
let server: AgentServer;

beforeAll(async () => {
  running = await startAgentServer({ name: "runsAndThreads", graphs: firingGraphs, jobs: 2 });
  server = openTestServer(running.url);
});
afterAll(() => running.stop());

/** Once a year, so that only `runNow` starts runs. */
async function cronWith(assistant_id: string, thread_id: string | null): Promise<Cron> {
  const metadata = { langgraph_crons_name: randomUUID() };
  const schedule = "0 0 1 1 *";
  const kept = thread_id === null ? { on_run_completed: "keep" as const } : {};
  const given = { thread_id, assistant_id, schedule, input: { topic: "x" }, metadata, ...kept };
  return server.getCron((await server.createCron(createRequest(given, { name: null }))).cron_id);
}

const statuses = async (threadId: string) =>
  (await server.runs(threadId, { limit: 20, offset: 0 })).map(({ status }) => status);
const later = () => Date.now() + 60_000;

test("what waits and what runs of a cron ends, on its thread and on those that its runs made", async () => {
  const { thread_id } = await server.createThread();
  const onThread = await cronWith("slow", thread_id);
  const other = await cronWith("look", thread_id);
  for (let count = 0; count < 3; count += 1) await runNow(server, onThread.cron_id);
  await runNow(server, other.cron_id);
  await expect.poll(() => statuses(thread_id), { timeout: 20_000 }).toContain("running");
  expect(await cancelRuns(server, onThread)).toBe(3);
  await expect
    .poll(() => statuses(thread_id), { timeout: 20_000 })
    .toEqual(["success", "interrupted", "interrupted", "interrupted"]);
  expect(await cancelRuns(server, onThread)).toBe(0);

  const alone = await cronWith("slow", null);
  const run = await runNow(server, alone.cron_id);
  await expect.poll(() => statuses(run.thread_id), { timeout: 20_000 }).toEqual(["running"]);
  expect(await cancelRuns(server, alone)).toBe(1);
  await expect.poll(() => statuses(run.thread_id), { timeout: 20_000 }).toEqual(["interrupted"]);
});

test("threads that a cron's runs have left go, but not one that somebody or another cron uses", async () => {
  const cron = await cronWith("look", null);
  const made = [
    await runNow(server, cron.cron_id),
    await runNow(server, cron.cron_id),
    await runNow(server, cron.cron_id),
  ];
  const [free, used, continued] = made.map(({ thread_id }) => thread_id) as [string, string, string];
  for (const id of [free, used, continued])
    await expect.poll(() => statuses(id), { timeout: 20_000 }).toEqual(["success"]);
  const neighbour = await cronWith("look", used);
  await server.createRun({
    method: "POST",
    path: `/threads/${continued}/runs`,
    body: { assistant_id: "look", input: {} },
  } as never);
  await expect.poll(() => statuses(continued), { timeout: 20_000 }).toEqual(["success", "success"]);
  const found = await findKeptThreads(server, cron, later());
  expect([found.deletable.map(({ thread_id }) => thread_id), found.left]).toEqual([[free], 2]);
  expect((await findKeptThreads(server, cron, Date.now() - 60_000)).deletable).toEqual([]);
  const [thread] = found.deletable;
  if (thread === undefined) throw new Error("none found");
  expect(await deleteKeptThread(server, thread)).toBe(true);
  expect(await problemOf(server.getThread(free))).toMatchObject({ kind: "notFound" });
  const usedThread = await server.getThread(used);
  expect(await deleteKeptThread(server, usedThread)).toBe(false);
  expect((await server.getCron(neighbour.cron_id)).thread_id).toBe(used);
});
