import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { JsonObject } from "../../src/core/base/json";
import type { Cron } from "../../src/core/server/cron";
import * as serverWork from "../../src/platform/servers/serverWork";
import { type RunningAgentServer, startAgentServer } from "../support/agentServer";
import { cliProcess } from "../support/cliProcess";
import { firingGraphs } from "../support/firingGraphs";
import { openTestServer } from "../support/testServer";
import { MemoryServer } from "../unit/support/memoryServer";
import { createServers } from "../unit/support/memoryServers";
import { resetStub } from "../unit/support/vscode";

/** The list is due a minute after the last one, at the next time of a cron. */
const patience = { timeout: 120_000, interval: 1_000 };

let agentServer: RunningAgentServer;

beforeAll(async () => {
  agentServer = await startAgentServer({ name: "two-windows", graphs: firingGraphs });
});

afterAll(() => agentServer.stop());

/** The store and the actions of a window that somebody looks at. */
async function openWindow() {
  const openServer: typeof serverWork.openServer = (_url, ...rest) => serverWork.openServer(agentServer.url, ...rest);
  const { actions, connection, refs, store } = createServers({ dev: new MemoryServer() }, { openServer });
  const dev = connection("dev");
  const watch = store.watch(dev, "crons");
  onTestFinished(() => {
    watch.dispose();
    store.dispose();
  });
  await store.load(dev);
  await vi.waitUntil(() => store.snapshot(dev).isComplete, patience);
  store.attend(true);
  return { actions, refs: (...ids: readonly string[]) => refs("dev", ...ids), crons: () => store.crons(dev) };
}

/** What people change, by name. */
const told = (crons: readonly Cron[]) =>
  Object.fromEntries(
    crons.map(({ cron_id, enabled, end_time, metadata, schedule }) => [
      String(metadata.name ?? metadata.langgraph_crons_name),
      { cron_id, enabled, schedule, end: end_time === null ? null : Date.parse(end_time) },
    ]),
  );

test("Two windows and the command line change the same crons: each window shows the truth after its next due refresh", async () => {
  resetStub();
  const server = openTestServer(agentServer.url);
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-two-windows-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const cli = await cliProcess();
  const create = async (name: string, more: JsonObject = {}) => {
    const { thread_id } = await server.createThread();
    const body = { assistant_id: "look", schedule: "0 9 1 1 *", input: {}, metadata: { name }, ...more };
    const path = `/threads/${thread_id}/runs/crons`;
    return (await server.createCron({ method: "POST", path, query: [], headers: {}, body })).cron_id;
  };
  // Windows ask only when a time has passed. The seconds come last.
  for (const name of ["beat one", "beat two", "beat three"]) await create(name, { schedule: "* * * * * */20" });
  const [paused, contested, ended, deleted] = [
    await create("paused by one"),
    await create("contested"),
    await create("ended by the other"),
    await create("deleted by the other"),
  ];
  const submit = async (schedule: string) => {
    const spec = { thread_id: null, assistant_id: "look", schedule, input: {} };
    await writeFile(join(folder, "from-git.cron.json"), JSON.stringify(spec));
    const { code, err, out } = await cli(["submit", "from-git.cron.json", "--url", agentServer.url], { cwd: folder });
    expect(code, err + out).toBe(0);
  };
  const [one, other] = [await openWindow(), await openWindow()];
  const truth = async () => told(await server.allCrons());
  const bothShowTheTruth = async () => {
    const now = await truth();
    await expect.poll(() => [told(one.crons()), told(other.crons())], patience).toEqual([now, now]);
    return now;
  };

  await Promise.all([
    one.actions.setEnabled(one.refs(paused, contested), false),
    other.actions.delete(other.refs(deleted)),
    other.actions.changeEnd(other.refs(ended), "2031-01-01T00:00:00Z"),
    submit("0 7 1 1 *"),
  ]);
  // Its own changes each window knows at once.
  expect(told(one.crons())).toMatchObject({ "paused by one": { enabled: false }, contested: { enabled: false } });
  expect(told(other.crons())).not.toHaveProperty("deleted by the other");
  const { "from-git": made } = await bothShowTheTruth();
  expect(made).toMatchObject({ enabled: true, schedule: "0 7 1 1 *" });

  await Promise.all([
    one.actions.setEnabled(one.refs(made?.cron_id ?? ""), false),
    one.actions.setEnabled(one.refs(contested), true),
    other.actions.setEnabled(other.refs(contested), false),
  ]);
  await submit("0 8 1 1 *");
  // A person's pause outlives a submit.
  expect((await bothShowTheTruth())["from-git"]).toEqual({ ...made, enabled: false, schedule: "0 8 1 1 *" });
});
