import { execFile } from "node:child_process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { type RunningAgentServer, startAgentServer } from "../../support/agentServer";
import { builtFile } from "../../support/builtFile";
import { cliRun } from "../../support/cliRun";
import { type CronTrial, type CronTrials, cronTrials } from "../../support/cronTrials";
import { firingGraphs, quickScheduler } from "../../support/firingGraphs";
import { openTestServer } from "../../support/testServer";

/** A server of its own, so that all its crons are known. */
let running: RunningAgentServer;
let trials: CronTrials;
const systemTime = { now: () => Date.now(), sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 100)) };

beforeAll(async () => {
  running = await startAgentServer({ name: "status", graphs: firingGraphs, jobs: 10, env: quickScheduler });
  trials = cronTrials(running.url, { onLoopback: true });
});
afterAll(() => running.stop());

interface Told {
  readonly cron_id: string;
  readonly health: string;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** `ahead`: by so many milliseconds this computer's clock is. */
async function status(args: readonly string[] = [], ahead = 0) {
  const clock = { ...systemTime, now: () => Date.now() + ahead };
  const { code, err, out } = await cliRun(["status", "--url", running.url, "--json", ...args], { clock });
  expect(err).toEqual([]);
  return { code, report: JSON.parse(out.join("\n")) as { readonly ok: boolean; readonly crons: readonly Told[] } };
}

/** As it ships. */
function ship(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [builtFile("cli.js"), ...args, "--url", running.url], (error, out) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out });
    });
  });
}

/** A schedule whose time comes in so many seconds: on each day, or by these fields on that one only. */
function inSeconds(seconds: number, date: string, year = ""): string {
  const at = new Date(Date.now() + seconds * 1_000);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} ${date} ${at.getUTCSeconds()}${year}`
    .replace("{day}", String(at.getUTCDate()))
    .replace("{month}", String(at.getUTCMonth() + 1))
    .replace("{year}", String(at.getUTCFullYear()));
}

const yearly = "0 9 1 1 *";
const everyTenSeconds = "* * * * * */10";
/** For some moments after its time a cron's newest run is queued. */
const betweenRuns = { timeout: 30_000, interval: 500 };

test("each word is found on a real server, decides the exit code, and its runs are shown", async () => {
  const server = openTestServer(running.url, 60_000);
  const named = { thread_id: null, assistant_id: "look", schedule: yearly, input: { topic: "x" } };
  await server.createCron(createRequest(named, { name: "twice" }));
  await server.createCron(createRequest(named, { name: "twice" }));
  const well = await trials.start({ schedule: yearly });
  expect(await status(["--fail-on", "failed,late,missed,never"])).toMatchObject({ code: 0, report: { ok: true } });

  const started: Readonly<Record<string, CronTrial>> = {
    scheduled: well,
    paused: await trials.start({ schedule: yearly, enabled: false }),
    failed: await trials.start({ assistant_id: "needy", input: {}, schedule: everyTenSeconds }),
    waits: await trials.start({ assistant_id: "ask", schedule: everyTenSeconds }),
    running: await trials.start({ assistant_id: "slow", schedule: inSeconds(6, "* * *") }),
    pilingUp: await trials.start({ assistant_id: "slow", schedule: "* * * * * */20" }),
    missed: await trials.start({
      context: { team: "red" },
      config: { configurable: { team: "red" } },
      schedule: everyTenSeconds,
    }),
    skipped: await trials.start({ multitask_strategy: "reject", schedule: everyTenSeconds }),
    endless: await trials.start({ schedule: inSeconds(6, "{day} {month} *", " {year}") }),
  };
  // A person's run, which makes its thread busy.
  const path = `/threads/${started.skipped?.threadId}/runs`;
  await server.createRun({ method: "POST", path, body: { assistant_id: "slow", input: {} } });
  const over = await server.createCron(
    createRequest({ ...named, end_time: "2020-01-01T00:00:00Z", enabled: false }, { name: "over" }),
  );
  const expected = [
    ...Object.entries(started).map(([health, { cron }]) => [cron.cron_id, health] as const),
    [over.cron_id, "ended"] as const,
  ];
  const { code, report } = await vi.waitFor(
    async () => {
      const found = await status();
      const words = new Map(found.report.crons.map(({ cron_id, health }) => [cron_id, health]));
      expect(expected.map(([id]) => [id, words.get(id)])).toEqual(expected);
      // While its next run is at work, the server hides the error of the one before.
      const failed = found.report.crons.find(({ health }) => health === "failed");
      expect(failed?.evidence).toMatchObject({ certain: true, error: { error: "KeyError" } });
      return found;
    },
    { timeout: 180_000, interval: 1_000 },
  );
  expect([code, report.ok]).toEqual([1, false]);
  expect(report.crons.filter(({ health }) => health === "duplicate")).toHaveLength(2);

  // Each word fails where it is asked for, and only there.
  for (const [cronId, health] of expected) {
    const other = health === "failed" ? "late" : "failed";
    await vi.waitFor(async () => {
      const codes = [health, other].map(async (word) => (await status([cronId, "--fail-on", word])).code);
      expect([health, ...(await Promise.all(codes))]).toEqual([health, 1, 0]);
    }, betweenRuns);
  }

  const id = started.failed?.cron.cron_id ?? "";
  await vi.waitFor(async () => {
    const shipped = await ship("status", id, "--format", "github", "--fail-on", "failed");
    expect([shipped.code, shipped.out]).toEqual([1, expect.stringMatching(/^::error title=.*::.*failed.*KeyError/)]);
  }, betweenRuns);
  expect((await ship("status", id, "--fail-on", "duplicate")).code).toBe(0);
  expect((await ship("list")).out).toMatch(/^NAME .*\n(.*\n)*twice +duplicate /);
  await vi.waitFor(
    async () =>
      expect((await ship("runs", id, "--count", "1")).out).toMatch(/^STARTED .*\n20\S+ +20\S+ +failed .*KeyError/),
    betweenRuns,
  );

  // It stops the scheduler for the one that is stored after it.
  await trials.start({ end_time: "2999-01-01T00:00:00Z" });
  const late = await trials.start({ schedule: everyTenSeconds });
  await vi.waitFor(
    async () => expect(Date.parse((await trials.read(late)).next_run_date ?? "")).toBeLessThan(Date.now()),
    { timeout: 30_000, interval: 500 },
  );
  const { code: lateCode, report: lateReport } = await status([late.cron.cron_id, "--fail-on", "late"], 120_000);
  expect([lateCode, lateReport.crons.map(({ health }) => health)]).toEqual([1, ["late"]]);
});
