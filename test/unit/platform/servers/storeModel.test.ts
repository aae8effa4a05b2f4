import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveWorld } from "../../support/liveWorld";
import { createServers } from "../../support/memoryServers";
import { resetStub } from "../../support/vscode";

const minute = 60_000;
const start = Date.parse("2027-02-01T12:00:30Z");

beforeEach(() => {
  resetStub();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"], now: start });
});
afterEach(() => vi.useRealTimers());

/** A window whose tree is open, on a server that lives. */
function open(world = new LiveWorld()) {
  const { actions, connection, refs, store } = createServers({ dev: world.server });
  const dev = connection("dev");
  const watch = store.watch(dev, "crons");
  store.attend(true);
  const ids = () => store.crons(dev).map(({ cron_id }) => cron_id);
  const nth = (n: number) => refs("dev", ids()[n % Math.max(1, ids().length)] ?? "none");
  const close = () => {
    watch.dispose();
    store.dispose();
    world.end();
  };
  return { actions, close, dev, ids, nth, store, world };
}

type Window = ReturnType<typeof open>;

interface Desk extends Window {
  readonly other: Window;
}

/** What the tree says of each cron, with its runs as a user sees them who opens it. */
async function rows({ dev, store }: Pick<Window, "dev" | "store">) {
  const all = store.crons(dev).toSorted((one, other) => (one.cron_id > other.cron_id ? 1 : -1));
  const shown = [];
  for (const cron of all) {
    // The status of a thread tells of its last run only, which may be another cron's.
    const runs = cron.thread_id === null ? undefined : (await store.runs(dev, cron))?.runs;
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
async function truth({ world }: Window) {
  const { connection, store } = createServers({ dev: world.server });
  const dev = connection("dev");
  await store.refresh(dev);
  const seen = await rows({ dev, store });
  store.dispose();
  return seen;
}

const later = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test("a kept run that somebody has seen running ends in the tree, too", async () => {
  const { close, dev, store, world } = open();
  await later(4.5 * minute + 100);
  const kept = store.crons(dev).find(({ on_run_completed }) => on_run_completed === "keep");
  if (kept === undefined) throw new Error("no such cron");
  await inTime(store.runs(dev, kept));
  const health = () => store.health(dev, store.cron(dev, kept.cron_id) ?? kept);
  expect([health().kind, health().lastRun?.result]).toEqual(["running", "running"]);
  await later(minute);
  expect([health().kind, health().lastRun?.result]).toEqual(["scheduled", "succeeded"]);
  expect(world.started).toBeGreaterThan(0);
  close();
});

/** What needs answers, which take time. */
async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  let isThere = false;
  const ended = answer.finally(() => {
    isThere = true;
  });
  while (!isThere) await later(500);
  return ended;
}

interface Model {
  isUp: boolean;
}

class Step implements fc.AsyncCommand<Model, Desk> {
  constructor(
    private readonly name: string,
    private readonly act: (window: Desk, model: Model) => unknown,
    private readonly when: (model: Model) => boolean = () => true,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.when(model);
  }

  async run(model: Model, window: Desk): Promise<void> {
    await this.act(window, model);
    // Not always to the end: the next one may come in between.
    await later(1);
  }

  toString(): string {
    return this.name;
  }
}

const index = fc.nat(6);
const isUp = ({ isUp: up }: Model) => up;
const steps = [
  fc.constant(new Step("refresh", ({ dev, store }) => void store.refresh(dev))),
  index.map(
    (n) =>
      new Step(`expand ${n}`, ({ dev, ids, store }) => {
        const cron = store.cron(dev, ids()[n] ?? "");
        if (cron !== undefined) void store.runs(dev, cron).catch(() => undefined);
      }),
  ),
  fc
    .tuple(index, fc.boolean())
    .map(
      ([n, enabled]) =>
        new Step(
          `${enabled ? "resume" : "pause"} ${n}`,
          ({ actions, nth }) => void actions.setEnabled(nth(n), enabled),
        ),
    ),
  fc
    .tuple(index, fc.boolean())
    .map(
      ([n, enabled]) =>
        new Step(
          `${enabled ? "resume" : "pause"} ${n} in the other window`,
          ({ other }) => void other.actions.setEnabled(other.nth(n), enabled),
        ),
    ),
  index.map((n) => new Step(`delete ${n} in the other window`, ({ other }) => void other.actions.delete(other.nth(n)))),
  index.map((n) => new Step(`delete ${n}`, ({ actions, nth }) => void actions.delete(nth(n)))),
  index.map(
    (n) =>
      new Step(`a colleague pauses ${n}`, ({ ids, world }) => {
        const id = ids()[n] ?? "";
        if (world.server.crons.has(id)) world.server.change(id, { enabled: false });
      }),
  ),
  index.map((n) => new Step(`a colleague deletes ${n}`, ({ ids, world }) => world.server.crons.delete(ids()[n] ?? ""))),
  fc.constant(new Step("a colleague creates one", ({ world }) => world.createAnother())),
  fc
    .tuple(index, fc.constantFrom("idle" as const, "error" as const, "interrupted" as const))
    .map(
      ([n, fate]) => new Step(`runs of ${n} end ${fate}`, ({ ids, world }) => world.fates.set(ids()[n] ?? "", fate)),
    ),
  fc.constant(
    new Step(
      "the server dies",
      ({ world }, model) => {
        model.isUp = false;
        world.die();
      },
      isUp,
    ),
  ),
  fc.boolean().map(
    (withData) =>
      new Step(
        `the server returns ${withData ? "with" : "without"} its data`,
        ({ world }, model) => {
          model.isUp = true;
          world.comeBack(withData);
        },
        (model) => !isUp(model),
      ),
  ),
  fc.boolean().map((isSeen) => new Step(isSeen ? "look" : "look away", ({ store }) => store.attend(isSeen))),
  fc.integer({ min: 1, max: 15 * 60 }).map((seconds) => new Step(`${seconds} s pass`, () => later(seconds * 1_000))),
];

/** For many thousand runs. */
const longest = 30 * minute;
const numRuns = Number(process.env.MODEL_RUNS ?? 50);

test(
  "in any order of events: after quiet two windows say what the server has, within the budget",
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 25, size: "max" }), async (commands) => {
        vi.setSystemTime(start);
        const window = open();
        // Another window of the same person.
        const other = open(window.world);
        const windows = [window, other];
        try {
          await fc.asyncModelRun(() => ({ model: { isUp: true }, real: { ...window, other } }), commands);
          window.world.comeBack(true);
          for (const { store } of windows) store.attend(true);
          // What is still on its way ends first.
          await later(minute);
          // A server of which no cron is known to run has no time at which it is asked.
          for (const { dev, store } of windows) {
            const isReady = store.state(dev).kind === "ready";
            if (isReady && !store.crons(dev).some(({ enabled }) => enabled)) void store.refresh(dev);
          }
          await later(25 * minute);
          // Three minutes after a time of all crons nothing runs.
          await later(5 * minute - ((Date.now() - 3 * minute) % (5 * minute)));
          const { server } = window.world;
          server.requests.length = 0;
          await later(15 * minute);
          // What was saved at earlier times may be spent now: the budget is that of all times since the beginning.
          expect(server.requests.length).toBeLessThanOrEqual(2 * (2 + window.world.budget));
          const now = await inTime(truth(window));
          for (const each of windows) expect(await inTime(rows(each))).toEqual(now);
        } finally {
          for (const each of windows) each.close();
        }
      }),
      { numRuns },
    );
  },
  longest,
);
