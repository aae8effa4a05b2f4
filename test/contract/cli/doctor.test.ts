import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { CronArguments } from "../../../src/core/arguments/cronArguments";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { type RunningAgentServer, startAgentServer } from "../../support/agentServer";
import { cliRun } from "../../support/cliRun";
import { type CronTrials, cronTrials } from "../../support/cronTrials";
import { doctorCauses } from "../../support/doctorCauses";
import { firingGraphs, quickScheduler } from "../../support/firingGraphs";
import { inProject } from "../../support/paths";
import { testCost } from "../../support/testCost";
import { openTestServer } from "../../support/testServer";

/** A server of its own, so that all its crons are known. What takes more than a minute to show is in `testHealthWords`. */
let running: RunningAgentServer;
let trials: CronTrials;

beforeAll(async () => {
  running = await startAgentServer({ name: "doctor", graphs: firingGraphs, jobs: 10, env: quickScheduler });
  trials = cronTrials(running.url, { onLoopback: true });
});
afterAll(() => running.stop());

interface Told {
  readonly cause: string;
  readonly severity: string;
  readonly cron_id: string | null;
  readonly evidence: readonly string[];
  readonly remedies: readonly {
    readonly action: string;
    readonly request?: { readonly method: string; readonly path: string; readonly body?: unknown };
  }[];
}

/** `ahead`: by so many milliseconds this computer's clock is. */
async function doctor(ahead: number, ...args: readonly string[]) {
  const clock = {
    now: () => Date.now() + ahead,
    sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 100)),
  };
  const { code, err, out } = await cliRun(["doctor", "--url", running.url, "--json", ...args], { clock });
  expect(err).toEqual([]);
  return { code, found: (JSON.parse(out.join("\n")) as { readonly found: readonly Told[] }).found };
}

const causesOf = (found: readonly Told[], cronId: string | null) =>
  found.filter(({ cron_id }) => cron_id === cronId).map(({ cause }) => cause);

const yearly = "0 9 1 1 *";
const everyTenSeconds = "* * * * * */10";
const minutes = 60_000;

async function carryOut({ remedies }: Told, action: string): Promise<void> {
  const request = remedies.find((each) => each.action === action)?.request;
  const { body, method, path } = request ?? { method: "GET", path: "/nothing" };
  const headers = { "content-type": "application/json" };
  const answer = await fetch(running.url + path, { method, headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

const everyOtherSecond = { schedule: "* * * * * */2", runs: 30 * 24 * 60 * 30 };
testCost(
  () => running.url,
  (cron) => trials.start(cron),
  { ...everyOtherSecond, ended: 2 },
);

test("a server that is well gets no finding", async () => {
  const well = await trials.start({ schedule: everyTenSeconds, input: { topic: "well" } });
  await trials.untilEnded(well, 1);
  expect(await doctor(0)).toEqual({ code: 0, found: [] });
  expect(await doctor(0, well.cron.cron_id)).toEqual({ code: 0, found: [] });
  await trials.remove(well);
});

test("each cause that shows at once is found on a real server, side by side", async () => {
  const server = openTestServer(running.url, 60_000);
  const make = (change: Partial<CronArguments>, name: string | null = null) => {
    const plain = { thread_id: null, assistant_id: "look", schedule: yearly, input: { topic: "x" } };
    return server.createCron(createRequest({ ...plain, ...change }, { name }));
  };
  const [first, second] = [await make({}, "twice"), await make({ schedule: "0 8 1 1 *" }, "twice")];
  const same = { input: { topic: "same" } };
  const [one, other] = [await make(same), await make(same)];
  const ends = await make({ schedule: `0 9 1 1 * 0 ${new Date().getUTCFullYear() + 2}` });
  const over = await make({ schedule: "0 7 1 1 *", end_time: "2020-01-01T00:00:00Z", enabled: false });
  const noInput = await trials.start({ input: undefined, schedule: everyTenSeconds });
  const emptyInput = await trials.start({ input: [], schedule: everyTenSeconds });
  const dropped = await trials.start({ context: { team: "red" }, config: { configurable: { team: "red" } } });
  const fails = await trials.start({ assistant_id: "needy", input: {}, schedule: everyTenSeconds });
  await Promise.all([noInput, emptyInput, fails].map((trial) => trials.untilEnded(trial, 1)));

  const { code, found } = await doctor(0);
  expect(code).toBe(1);
  const expected: readonly (readonly [string, readonly string[]])[] = [
    [first.cron_id, ["duplicate"]],
    [second.cron_id, ["duplicate"]],
    [one.cron_id, ["twin"]],
    [other.cron_id, ["twin"]],
    [ends.cron_id, ["comesToEnd"]],
    [noInput.cron.cron_id, ["badInput", "failed"]],
    [emptyInput.cron.cron_id, ["badInput", "failed"]],
    [dropped.cron.cron_id, ["neverRuns"]],
    [fails.cron.cron_id, ["failed"]],
    [over.cron_id, []],
  ];
  expect(expected.map(([id]) => [id, causesOf(found, id)])).toEqual(expected);
  expect(found.filter(({ cron_id }) => cron_id === null)).toEqual([]);
  const errors = [noInput, emptyInput, fails].map(({ cron }) =>
    found.find(({ cause, cron_id }) => cause === "failed" && cron_id === cron.cron_id)?.evidence.join(" "),
  );
  expect(errors).toEqual(
    ["EmptyInputError", "InvalidUpdateError", "KeyError"].map((word) => expect.stringContaining(word)),
  );
  expect(causesOf((await doctor(0, over.cron_id)).found, over.cron_id)).toEqual(["ended"]);

  // A deleted thread takes its crons with it, so there is none to ask about.
  await trials.remove(noInput, emptyInput, dropped, fails);
  const gone = await cliRun(["doctor", fails.cron.cron_id, "--url", running.url], {});
  expect([gone.code, gone.err]).toEqual([2, [expect.stringContaining("There is no cron")]]);
  for (const { cron_id } of [first, second, one, other, ends, over]) await server.deleteCron(cron_id);
});

test("runs that queue on one thread are found, with the remedy that cancels them", async () => {
  const pile = await trials.start({ assistant_id: "slow" });
  await trials.untilRuns(pile, 4);
  const { found } = await doctor(0);
  expect(causesOf(found, pile.cron.cron_id)).toEqual(["pilingUp"]);
  expect(found.find(({ cause }) => cause === "pilingUp")?.remedies).toEqual([{ action: "cancelRuns" }]);

  // The server looks only at as many waiting runs as it has free workers, nine: others behind these don't begin.
  await trials.addRuns(pile, 10);
  const other = await trials.start({ schedule: "* * * * *" });
  await trials.addRuns(other, 1);
  const grows = await vi.waitFor(
    async () => {
      const told = (await doctor(0)).found.find(({ cause }) => cause === "queueGrows");
      expect(told).toBeDefined();
      return told;
    },
    { timeout: 60_000, interval: 2_000 },
  );
  expect(grows?.evidence.join(" ")).toContain(pile.cron.cron_id.slice(-6));
  await trials.remove(pile, other);
});

test("a schedule that came to its end starts at each look until the remedy is carried out", async () => {
  const soon = new Date(Date.now() + 6_000);
  const schedule = `${soon.getUTCMinutes()} ${soon.getUTCHours()} ${soon.getUTCDate()} ${soon.getUTCMonth() + 1} * ${soon.getUTCSeconds()} ${soon.getUTCFullYear()}`;
  const endless = await trials.start({ schedule });
  await trials.untilEnded(endless, 3);
  const { found } = await doctor(0);
  const told = found.find(({ cause }) => cause === "endless");
  expect(causesOf(found, endless.cron.cron_id)).toContain("endless");
  if (told !== undefined) await carryOut(told, "pause");
  expect(causesOf((await doctor(0)).found, endless.cron.cron_id)).toEqual([]);
  await trials.remove(endless);
});

/** As `managed-deepagents` 0.9.5 sends it for a schedule that runs once, at `instant`. */
function oneTime(instant: Date) {
  const name = "3f0c8f52-6a0b-4a4e-9d0e-9b6f8c6a1c11";
  const at = instant.toISOString();
  return {
    assistant_id: "look",
    schedule: `${instant.getUTCMinutes()} ${instant.getUTCHours()} ${instant.getUTCDate()} ${instant.getUTCMonth() + 1} *`,
    timezone: "UTC",
    end_time: new Date(instant.getTime() + 5 * minutes).toISOString(),
    input: { messages: [{ role: "user", content: "Remind me." }] },
    enabled: true,
    on_run_completed: "delete",
    context: { mda_schedule: { name } },
    metadata: {
      mda_managed: true,
      mda_managed_by: "runtime",
      mda_schedule: name,
      mda_schedule_spec: { at, timezone: "UTC", input: "Remind me." },
    },
  };
}

test("the one-time schedule of a managed agent stops the scheduler, and the remedy lets it go on", async () => {
  const instant = new Date(Math.ceil(Date.now() / minutes + 5) * minutes);
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(oneTime(instant));
  const created = await fetch(`${running.url}/runs/crons`, { method: "POST", headers, body });
  expect(created.status).toBe(200);
  const { cron_id: poison } = (await created.json()) as { readonly cron_id: string };
  const held = await trials.start({ input: { topic: "held" } });
  // It is due every other second, and the server looks every second.
  await vi.waitFor(
    async () => {
      const { next_run_date } = await trials.read(held);
      expect(Date.now() - Date.parse(next_run_date ?? "")).toBeGreaterThan(6_000);
    },
    { timeout: 30_000, interval: 500 },
  );
  expect(await trials.runs(held)).toEqual([]);

  const early = await doctor(0);
  expect(early.found).toMatchObject([{ cause: "poison", severity: "warning", cron_id: null }]);
  const { code, found } = await doctor(2 * minutes);
  expect([code, found.map(({ cause, severity }) => [cause, severity])]).toEqual([
    1,
    [
      ["clocks", "warning"],
      ["poison", "error"],
    ],
  ]);
  const [told] = found.filter(({ cause }) => cause === "poison");
  expect(told?.evidence.join(" ")).toContain(held.cron.cron_id.slice(-6));

  if (told !== undefined) await carryOut(told, "removeEnd");
  await trials.untilEnded(held, 1);
  expect((await doctor(0)).found).toEqual([]);
  await trials.remove(held);
  await openTestServer(running.url).deleteCron(poison);
});

test("a server that refuses the key, or hides a cron's assistant from it, is told so", async ({ onTestFinished }) => {
  const owned = await startAgentServer({ name: "doctorKey", graphs: inProject("test", "fixtures", "ownerAuth") });
  onTestFinished(() => owned.stop());
  const user = "somebody-alone";
  const headers = { "x-user": user };
  const server = createAgentServer({ baseUrl: owned.url, headers, apiKey: "", timeoutMilliseconds: 30_000 });
  const plain = { thread_id: null, assistant_id: "look", schedule: yearly, input: {} };
  const { cron_id } = await server.createCron(createRequest(plain, { name: null }));
  const body = JSON.stringify({ graph_id: "look", metadata: { owner: user } });
  const json = { ...headers, "content-type": "application/json" };
  expect((await fetch(`${owned.url}/assistants`, { method: "POST", headers: json, body })).status).toBe(200);
  const found = await doctorCauses(owned.url, cron_id, true, headers);
  expect(found.map(({ code, cronId }) => [code, cronId])).toEqual([["assistantGone", cron_id]]);
  const { code, out } = await cliRun(["doctor", "--url", owned.url], {});
  expect([code, out.join("\n")]).toEqual([1, expect.stringContaining("(keyRefused)")]);
});
