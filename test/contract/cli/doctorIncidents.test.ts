import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { startAgentServerProcess } from "../../../scripts/lib/agentServer.mjs";
import { startAgentServer } from "../../support/agentServer";
import { cliRun } from "../../support/cliRun";
import { type CronTrial, cronTrials } from "../../support/cronTrials";
import { firingGraphs, quickScheduler } from "../../support/firingGraphs";
import { inArtifacts } from "../../support/paths";
import { agentServerPython } from "../../support/python";
import { openTestServer } from "../../support/testServer";

/**
 * Incidents that need a server of their own, each staged on a real one; the others are in `doctor.test.ts`. All wait at
 * the same time, most for a queue that has stood for half a minute.
 */
interface Told {
  readonly cause: string;
  readonly cron_id: string | null;
  readonly evidence: readonly string[];
}

/** `ahead`: by so many milliseconds this computer's clock is, which saves a wait, and is a cause of its own. */
async function doctor(url: string, ahead = 0): Promise<readonly Told[]> {
  const clock = { now: () => Date.now() + ahead, sleep: async () => undefined };
  const { err, out } = await cliRun(["doctor", "--url", url, "--json"], { clock });
  expect(err).toEqual([]);
  return (JSON.parse(out.join("\n")) as { readonly found: readonly Told[] }).found;
}

const causesOf = (found: readonly Told[]) => found.map(({ cause }) => cause);
const patience = { timeout: 90_000, interval: 2_000 };
const twoMinutes = 120_000;
const daily = (at: Date) => `${at.getUTCMinutes()} ${at.getUTCHours()} * * * ${at.getUTCSeconds()}`;
const everyTenSeconds = "* * * * * */10";

test.concurrent("all workers are busy, and a run waits for one", { timeout: 150_000 }, async ({
  expect,
  onTestFinished,
}) => {
  const running = await startAgentServer({ name: "busy", graphs: firingGraphs, jobs: 1, env: quickScheduler });
  onTestFinished(() => running.stop());
  const trials = cronTrials(running.url, { onLoopback: true });
  const slow = await trials.start({ assistant_id: "slow", multitask_strategy: "reject" });
  await trials.untilRuns(slow, 1);
  const waiting = await trials.start({ schedule: daily(new Date(Date.now() + 4_000)) });
  await vi.waitFor(
    async () => expect(causesOf(await doctor(running.url)).toSorted()).toEqual(["allBusy", "queued"]),
    patience,
  );
  const found = await doctor(running.url);
  expect(found.find(({ cause }) => cause === "allBusy")?.evidence.join(" ")).toMatch(/1 of 1 workers are busy/);
  expect(found.find(({ cause }) => cause === "queued")?.cron_id).toBe(waiting.cron.cron_id);
});

test.concurrent("nobody starts crons, and nobody works on runs", { timeout: 150_000 }, async ({
  expect,
  onTestFinished,
}) => {
  // It looks for crons when it starts, and not again.
  const env = { CRON_SCHEDULER_SLEEP_TIME: "3600" };
  const running = await startAgentServer({ name: "idle", graphs: firingGraphs, jobs: 0, env });
  onTestFinished(() => running.stop());
  const trials = cronTrials(running.url, { onLoopback: true });
  const isDue = async (trial: CronTrial) => {
    const { next_run_date } = await trials.read(trial);
    expect(Date.parse(next_run_date ?? "")).toBeLessThan(Date.now());
  };
  const first = await trials.start({ schedule: everyTenSeconds });
  await trials.addRuns(first, 1);
  await vi.waitFor(() => isDue(first), patience);
  expect(causesOf(await doctor(running.url, twoMinutes))).toEqual(["clocks", "late"]);
  const second = await trials.start({ schedule: everyTenSeconds, input: { topic: "y" } });
  await vi.waitFor(() => isDue(second), patience);
  expect(causesOf(await doctor(running.url, twoMinutes))).toEqual(["clocks", "schedulerStopped"]);
  await vi.waitFor(async () => expect(causesOf(await doctor(running.url))).toContain("noWorkers"), patience);
});

test.concurrent("a graph is taken out of the server, a webhook fails, and what can't run is not there", {
  timeout: 150_000,
}, async ({ expect, onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-graph-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await cp(firingGraphs, folder, { recursive: true });
  const start = (name: string) =>
    startAgentServerProcess({
      folder,
      log: inArtifacts(`agent-server-${name}.log`),
      python: agentServerPython(),
      jobs: 10,
      env: quickScheduler,
    });
  const before = await start("graph");
  const trial = await cronTrials(before.url).start({ assistant_id: "needy", schedule: everyTenSeconds });
  await before.stop();
  await changeSettings(folder, ({ graphs: { needy: _needy, ...graphs }, ...rest }) => ({
    ...rest,
    graphs,
    webhooks: { url: { disable_loopback: false } },
  }));

  const after = await start("graphGone");
  onTestFinished(() => after.stop());
  await vi.waitFor(async () => expect(causesOf(await doctor(after.url))).toEqual(["graphGone", "failed"]), patience);
  const own = (await doctor(after.url)).filter(({ cron_id }) => cron_id === trial.cron.cron_id);
  expect(causesOf(own)).toEqual(["graphGone", "failed"]);
  const trials = cronTrials(after.url);
  await trials.remove(trial);

  // The route of this webhook does not exist: the run goes well, and no server tells that the call failed.
  const called = await trials.start({ schedule: everyTenSeconds, webhook: "/no-such-route" });
  await trials.untilEnded(called, 1);
  const { code, out } = await cliRun(["doctor", "--url", after.url], {});
  expect([code, out.join("\n")]).toEqual([0, expect.stringMatching(/nothing wrong(.|\n)*with a webhook, .*: 1\./)]);
  await trials.remove(called);
  await expectNothingLeft(after.url);
});

interface Settings {
  readonly graphs: Readonly<Record<string, string>>;
}

async function changeSettings(folder: string, change: (settings: Settings) => object): Promise<void> {
  const file = join(folder, "langgraph.json");
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, "utf8")))));
}

/** With an assistant or a thread its crons go, and what can't run is refused: so there is nothing to find. */
async function expectNothingLeft(url: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  const send = (method: string, path: string, body: object = {}) =>
    fetch(url + path, { method, headers, ...(method === "POST" ? { body: JSON.stringify(body) } : {}) });
  const cron = { assistant_id: "look", schedule: "0 9 1 1 *", input: { topic: "x" } };
  const statusOf = async (path: string, change: object) => (await send("POST", path, { ...cron, ...change })).status;
  const assistant = await (await send("POST", "/assistants", { graph_id: "look" })).json();
  const { assistant_id } = assistant as { readonly assistant_id: string };
  const server = openTestServer(url);
  const { thread_id } = await server.createThread();
  expect(await statusOf("/runs/crons", { assistant_id })).toBe(200);
  expect(await statusOf(`/threads/${thread_id}/runs/crons`, {})).toBe(200);
  expect(await server.searchCrons({ limit: 10, offset: 0 })).toHaveLength(2);
  await send("DELETE", `/assistants/${assistant_id}`);
  await send("DELETE", `/threads/${thread_id}`);
  expect(await server.searchCrons({ limit: 10, offset: 0 })).toEqual([]);
  expect(await statusOf("/runs/crons", { schedule: "0 0 31 2 *" })).toBe(400);
  expect(await statusOf("/runs/crons", { webhook: "http://169.254.169.254/" })).toBe(422);
}
