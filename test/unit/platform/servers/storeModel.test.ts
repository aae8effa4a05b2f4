import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { liveBudget, probeBudget } from "../../support/liveBudget";
import type { LiveWorld } from "../../support/liveWorld";
import { createServers } from "../../support/memoryServers";
import { resetStub } from "../../support/vscode";
import { Desk, inTime, later, type ModelWindow } from "./model/desk";
import { endOutage, type Model, steps } from "./model/steps";

const minute = 60_000;
const start = Date.parse("2027-02-01T12:00:30Z");

beforeEach(() => {
  resetStub();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"], now: start });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** As in the tree: further ones are read when a person asks for them. */
const shownRuns = 10;

/** What the tree says of each cron, with its runs as a user sees them who opens it. */
async function rows({ dev, store }: Pick<ModelWindow, "dev" | "store">) {
  const all = store.crons(dev).toSorted((one, other) => (one.cron_id > other.cron_id ? 1 : -1));
  const shown = [];
  for (const cron of all) {
    // The status of a thread tells of its last run only, which may be another cron's.
    const runs = cron.thread_id === null ? undefined : (await store.runs(dev, cron))?.runs.slice(0, shownRuns);
    const { kind, next } = store.health(dev, cron);
    shown.push({
      id: cron.cron_id,
      enabled: cron.enabled,
      kind,
      next,
      runs: runs?.map((run) => [run.run_id, run.status]),
    });
  }
  return shown;
}

/** The same to somebody who opens a window now. */
async function toNewcomer(world: LiveWorld) {
  const { connection, store } = createServers({ dev: world.server });
  const dev = connection("dev");
  await store.refresh(dev);
  const seen = await rows({ dev, store });
  store.dispose();
  return seen;
}

/** What the server has, without the code that is tested. */
function truth({ server }: LiveWorld) {
  return [...server.crons.values()]
    .toSorted((one, other) => (one.cron_id > other.cron_id ? 1 : -1))
    .map(({ cron_id, enabled, thread_id }) => {
      const all = thread_id === null ? undefined : (server.runs.get(thread_id) ?? []);
      const runs = all
        ?.filter((run) => run.cron_id === cron_id)
        .slice(0, shownRuns)
        .map((run) => [run.run_id, run.status]);
      return { id: cron_id, enabled, runs };
    });
}

test("a kept run that somebody has seen running ends in the tree, too", async () => {
  const desk = new Desk();
  const [{ dev, store }] = desk.windows;
  await later(4.5 * minute + 100);
  const kept = store.crons(dev).find(({ on_run_completed }) => on_run_completed === "keep");
  if (kept === undefined) throw new Error("no such cron");
  await inTime(store.runs(dev, kept));
  const health = () => store.health(dev, store.cron(dev, kept.cron_id) ?? kept);
  expect([health().kind, health().lastRun?.result]).toEqual(["running", "running"]);
  await later(minute);
  expect([health().kind, health().lastRun?.result]).toEqual(["scheduled", "succeeded"]);
  expect(desk.world.started.length).toBeGreaterThan(0);
  desk.close();
});

test("the model allows a silent server to be asked after 10, 20, 40 s, and at last every five minutes", () => {
  const moments = [0, 9, 10, 30, 70, 150, 310, 610, 909, 910].map((seconds) => probeBudget(seconds * 1_000));
  expect(moments).toEqual([1, 1, 2, 3, 4, 5, 6, 7, 7, 8]);
});

async function quietly({ windows }: Desk, milliseconds: number): Promise<void> {
  await later(milliseconds);
  for (const window of windows) window.check();
}

/** What happened in a history, and then a quarter of an hour in which nobody does anything. */
async function live(desk: Desk, commands: Iterable<fc.AsyncCommand<Model, Desk>>): Promise<void> {
  const { wanted, windows, world } = desk;
  await fc.asyncModelRun(() => ({ model: { isUp: true }, real: desk }), commands);
  endOutage(desk);
  world.comeBack(true);
  for (const { store } of windows) store.attend(true);
  for (let passed = 0; passed < 26; passed += 1) await quietly(desk, minute);
  // Three minutes after a time of all crons nothing runs.
  await later(5 * minute - ((Date.now() - 3 * minute) % (5 * minute)));
  const since = Date.now();
  for (let passed = 0; passed < 15; passed += 1) await quietly(desk, minute);
  // Runs that were read once, by a person or because their cron was late, are shown: each new one is read.
  const read = new Set(world.sent.filter(({ at, method }) => at < since && method === "runs").map(({ id }) => id));
  const followed = world.started.filter(({ at }) => at >= since);
  const budget = windows.length * liveBudget(followed, (threadId) => read.has(threadId));
  const sent = world.sent.filter(({ at }) => at >= since).map(({ at, method }) => `${method} ${(at - since) / 1_000}`);
  if (sent.length > budget) throw new Error(`${sent.length} requests, and not ${budget}: ${sent.join(", ")}`);
  const seen = await inTime(toNewcomer(world));
  for (const window of windows) {
    expect(await inTime(rows(window))).toEqual(seen);
    window.check();
  }
  expect(seen.map(({ enabled, id, runs }) => ({ id, enabled, runs }))).toEqual(truth(world));
  const count = (method: string) => world.sent.filter((request) => request.method === method).length;
  const writes = { patchCron: count("patchCron"), deleteCron: count("deleteCron") };
  expect(writes.patchCron).toBeLessThanOrEqual(wanted.patchCron);
  expect(writes.deleteCron).toBeLessThanOrEqual(wanted.deleteCron);
  for (const method of ["createCron", "createRun", "cancelRun", "createThread", "deleteThread"])
    expect([method, count(method)]).toEqual([method, 0]);
}

/** For many thousand runs. */
const longest = 30 * minute;
const numRuns = Number(process.env.MODEL_RUNS ?? 50);
/** A failure prints both: MODEL_SEED=… and MODEL_PATH=… (its first number) show it again. */
const { MODEL_PATH: path, MODEL_SEED: seed } = process.env;
const again = seed === undefined ? {} : { seed: Number(seed), ...(path === undefined ? {} : { path }) };

test(
  "in any order of events: after quiet two windows say what the server has, within the budget",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 25, size: "max" }), async (commands) => {
        vi.setSystemTime(start);
        // The jitter of each window: the same in each run of a history.
        let drawn = 0;
        vi.spyOn(Math, "random").mockImplementation(() => {
          drawn += 1;
          return (drawn * 0.618) % 1;
        });
        const desk = new Desk();
        try {
          await live(desk, commands);
        } finally {
          desk.close();
        }
      }),
      { numRuns, endOnFailure: process.env.MODEL_SHRINK === undefined, ...again },
    );
  },
  longest,
);
