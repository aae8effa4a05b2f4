import { describe, expect, test } from "vitest";
import { type MoveOptions, moveCron } from "../../../../../src/core/lifecycle/actions/moveCron";
import { finishOpenSubmissions } from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { sweepCopies } from "../../../../../src/core/lifecycle/finish/sweepCopies";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { JournalEntry } from "../../../../../src/core/lifecycle/submission/submission";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { problemOf } from "../../../../support/failureOf";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";

const { hash, name, replaces, submission } = metadataKeys;
/** As the server in memory reads it. */
const schedule = "0 9 1 12 *";
const payload = { assistant_id: "a", input: { topic: "x" } };
const old = cronWith({ cron_id: "old", thread_id: "t", schedule, payload, metadata: { team: "red" } });
const own = { [name]: "daily", [submission]: "s0", [hash]: "0".repeat(64) };
const named = { ...old, metadata: { ...old.metadata, ...own } };
const clock = { now: () => 1_000, sleep: async () => undefined };
let count = 0;
/** Ten times as fast as real, so that one waits while the other works. */
const together = {
  now: Date.now,
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds / 10)),
};

function moving(server: MemoryServer, cron: Cron, change: Partial<MoveOptions> = {}) {
  return moveCron({
    server: server.api,
    serverKey: "here",
    cron,
    target: { thread_id: "u" },
    journal: memoryJournal(),
    clock,
    newSubmission: () => `s${++count}`,
    doubtMilliseconds: 25_000,
    confirm: async () => "no",
    ...change,
  });
}

const left = (server: MemoryServer) => [...server.crons.values()];
const writes = (server: MemoryServer) =>
  server.requests.filter((method) => ["createCron", "deleteCron", "patchCron"].includes(method));

describe.each([
  ["with a name", named],
  ["without a name", old],
])("a cron %s", (_what, cron) => {
  test("is made on the other thread, then deleted here, then switched on there", async () => {
    const server = new MemoryServer([cron]);
    const outcome = await moving(server, cron);
    expect(outcome).toMatchObject({ kind: "moved", notTaken: [], cron: { thread_id: "u", enabled: true } });
    expect(writes(server)).toEqual(["createCron", "deleteCron", "patchCron"]);
    expect(left(server)).toMatchObject([{ thread_id: "u", schedule, payload: { input: { topic: "x" } } }]);
    expect(left(server)[0]?.metadata).toMatchObject({ team: "red" });
    expect(left(server)[0]?.metadata[name]).toBe(cron.metadata[name]);
    expect(server.threads).toEqual([]);
  });

  test("that is paused stays paused", async () => {
    const paused = { ...cron, enabled: false };
    const server = new MemoryServer([paused]);
    expect(await moving(server, paused)).toMatchObject({ kind: "moved", cron: { enabled: false } });
    expect(left(server)).toMatchObject([{ thread_id: "u", enabled: false }]);
  });

  test("that the server reads differently stays where it is", async () => {
    const other = { ...cron, schedule: "0 9 * * *" };
    const server = new MemoryServer([other]);
    expect(await moving(server, other)).toMatchObject({ kind: "mismatch", left: "deleted" });
    expect(left(server)).toEqual([other]);
  });

  test("that changed meanwhile, or is gone, is not moved", async () => {
    const server = new MemoryServer([cron]);
    const now = server.change("old", { schedule: "2 2 * * *" });
    expect(await moving(server, cron)).toEqual({ kind: "changed", cron: now });
    const late = new MemoryServer([cron]);
    late.pause = async (method, moment) => {
      if (method === "createCron" && moment === "answer") late.change("old", { enabled: false });
    };
    expect(await moving(late, cron)).toMatchObject({ kind: "changed", cron: { enabled: false } });
    expect(left(late)).toMatchObject([{ cron_id: "old", enabled: false }]);
    const gone = new MemoryServer();
    expect(await problemOf(moving(gone, cron))).toMatchObject({ kind: "notFound" });
    expect(writes(gone)).toEqual([]);
  });

  test("that a submit is still making is left to it", async () => {
    const unfinished = { ...cron, enabled: false, metadata: { ...cron.metadata, [submission]: "x", [hash]: "made:1" } };
    const server = new MemoryServer([unfinished]);
    expect(await moving(server, unfinished)).toEqual({ kind: "unfinished", cron: unfinished });
    expect(writes(server)).toEqual([]);
  });

  test("is one afterwards, if two move it at once to different threads", async () => {
    const server = new MemoryServer([cron]);
    const moves = await Promise.allSettled([
      moving(server, cron, { clock: together }),
      moving(server, cron, { clock: together, target: { thread_id: "v" } }),
      moving(server, cron, { clock: together, target: { assistant_id: "b" } }),
    ]);
    expect(moves.filter((each) => each.status === "fulfilled" && each.value.kind === "moved")).toHaveLength(1);
    expect(left(server).map(({ enabled }) => enabled)).toEqual([true]);
  });

  test("is not moved where crons can't be paused", async () => {
    const server = new MemoryServer([cron]);
    server.info = { ...server.info, version: "0.7.20" };
    expect(await moving(server, cron)).toEqual({ kind: "cantPause", version: "0.7.20" });
    expect(left(server)).toEqual([cron]);
  });

  test.each([
    ["before the old one may be deleted", "createCron", false, "old"],
    ["before the old one is deleted", "deleteCron", true, "old"],
  ] as const)("stays as it is after a crash %s", async (_when, dies, isCommitted, kept) => {
    const { server, journal, entry } = await crashing(cron, dies, "arrive");
    expect([entry?.instead, entry?.replaces]).toEqual(["old", isCommitted ? "old" : undefined]);
    await restart(server, journal);
    expect(left(server).map(({ cron_id }) => cron_id)).toEqual([kept]);
    expect(await journal.entries()).toEqual([]);
  });

  const finishedHash = { [hash]: "0".repeat(64) };
  const paused = (made: Cron) => ({ metadata: { ...made.metadata, ...finishedHash } });
  test.each<[string, (made: Cron) => Partial<Cron>, boolean]>([
    ["is on as it was changed", () => ({ payload: { assistant_id: "a", input: { topic: "y" } } }), true],
    ["is on at its new time", () => ({ schedule: "1 1 1 12 *" }), true],
    ["is on if somebody has switched it on", () => ({ enabled: true }), true],
    ["stays paused if somebody has taken it over, and paused it", paused, false],
  ])("changed at its new place while an answer is lost %s", async (_what, change, enabled) => {
    const server = new MemoryServer([cron]);
    let at = 1_000;
    server.pause = async (method, moment) => {
      if (method !== "deleteCron" || moment !== "answer") return;
      server.pause = async () => undefined;
      throw new ServerFailure({ kind: "unreachable", reason: "ECONNRESET" }, { method: "DELETE", path: "/" });
    };
    const changes: Partial<Cron>[] = [];
    const sleep = async (milliseconds: number) => {
      at += milliseconds;
      const [made] = left(server) as [Cron];
      changes.push(change(made));
      server.change(made.cron_id, changes.at(-1) ?? {});
    };
    expect(await moving(server, cron, { clock: { now: () => at, sleep } })).toMatchObject({ kind: "moved" });
    const [{ metadata: _metadata, ...changed } = {}] = changes;
    expect(left(server)).toMatchObject([{ thread_id: "u", ...changed, enabled }]);
    expect(changes).toHaveLength(1);
  });

  test("is switched on at its new place after a crash once the old one is deleted", async () => {
    const { server, journal } = await crashing(cron, "patchCron", "arrive");
    expect(left(server)).toMatchObject([{ thread_id: "u", enabled: false }]);
    await restart(server, journal);
    expect(left(server)).toMatchObject([{ thread_id: "u", enabled: true }]);
  });

  test("has a copy swept that a late create left, and only that", async () => {
    const server = new MemoryServer([cron]);
    await moving(server, cron);
    const [moved] = left(server);
    const metadata = { ...moved?.metadata, [submission]: "late", [hash]: undefined };
    server.crons.set("late", { ...(moved as Cron), cron_id: "late", enabled: false, metadata: metadata as never });
    expect(await sweepCopies(server.api, left(server), { clock })).toEqual(["late"]);
    expect(left(server)).toEqual([moved]);
  });
});

/** A process that stops for ever at its first request of this kind. */
async function crashing(cron: Cron, dies: "createCron" | "deleteCron" | "patchCron", at: "arrive" | "answer") {
  const server = new MemoryServer([cron]);
  const journal = memoryJournal();
  const stopped = new Promise<void>((resolve) => {
    server.pause = async (method, moment) => {
      if (method !== dies || moment !== at) return;
      resolve();
      await new Promise(() => undefined);
    };
  });
  void moving(server, cron, { journal });
  await stopped;
  server.pause = async () => undefined;
  const [entry] = (await journal.entries()) as readonly (JournalEntry | undefined)[];
  return { server, journal, entry };
}

/** The next start, long after. */
async function restart(server: MemoryServer, journal: ReturnType<typeof memoryJournal>) {
  const later = { now: () => 3_600_000, sleep: async () => undefined };
  await finishOpenSubmissions({ server: server.api, serverKey: "here", journal, clock: later, doubtMilliseconds: 1 });
}

test("a finished move of it elsewhere is what an interrupted one leaves to", async () => {
  const { server, journal } = await crashing(old, "deleteCron", "arrive");
  // Another machine has taken over meanwhile.
  const elsewhere = { ...clock, now: () => 600_000 };
  expect(await moving(server, old, { clock: elsewhere, target: { thread_id: "v" } })).toMatchObject({ kind: "moved" });
  await restart(server, journal);
  expect(left(server)).toMatchObject([{ thread_id: "v", enabled: true, metadata: { [replaces]: "old" } }]);
});

describe.each([
  ["moved", 1],
  ["moved twice", 2],
])("a cron that others have %s while its move was stopped", (_what, times) => {
  /** Stops the move before it deletes the old one; meanwhile others move it, and a late create of it is carried out. */
  async function stopped() {
    const server = new MemoryServer([old]);
    const journal = memoryJournal();
    let goOn: () => void = () => undefined;
    let late: Cron | undefined;
    const reached = new Promise<void>((resolve) => {
      server.pause = async (method, moment) => {
        if (method !== "deleteCron" || moment !== "arrive") return;
        server.pause = async () => undefined;
        [, late] = left(server);
        resolve();
        await new Promise<void>((release) => {
          goOn = release;
        });
      };
    });
    const first = moving(server, old, { journal });
    await reached;
    for (let time = 1; time <= times; time += 1) {
      const [cron] = left(server) as [Cron, ...Cron[]];
      const elsewhere = { ...clock, now: () => 600_000 };
      await moving(server, cron, { clock: elsewhere, target: { thread_id: `v${time}` } });
    }
    server.crons.set("late", { ...(late as Cron), cron_id: "late" });
    return { server, journal, first, goOn: () => goOn() };
  }
  const others = [{ thread_id: `v${times}`, enabled: true }];

  test("is left to them once it goes on", async () => {
    const { first, goOn, journal, server } = await stopped();
    goOn();
    expect(await problemOf(first)).toMatchObject({ kind: "notFound" });
    expect(left(server)).toMatchObject(others);
    expect(await journal.entries()).toEqual([]);
  });

  test("is left to them by a later start", async () => {
    const { journal, server } = await stopped();
    await restart(server, journal);
    expect(left(server)).toMatchObject(others);
    expect(await journal.entries()).toEqual([]);
  });
});

test("of a name that two crons have on, none is moved", async () => {
  const other = { ...named, cron_id: "other" };
  const server = new MemoryServer([named, other]);
  expect(await moving(server, named)).toEqual({ kind: "ambiguous", crons: [other] });
  expect(writes(server)).toEqual([]);
  const pausedOther = new MemoryServer([named, { ...other, enabled: false }]);
  expect(await moving(pausedOther, named)).toMatchObject({ kind: "moved" });
  expect(left(pausedOther)).toHaveLength(2);
});

test("what replaces a cron of its name that is gone is left alone", async () => {
  const paused = { ...named, enabled: false };
  const due = { ...paused, cron_id: "due", metadata: { ...own, [hash]: `made:${"1".repeat(64)}:on:gone` } };
  // As it was made, so that it counts as a leftover.
  const made = `made:${await cronHash(due)}:on:gone`;
  const server = new MemoryServer([paused, { ...due, metadata: { ...due.metadata, [hash]: made } }]);
  expect(await moving(server, paused)).toMatchObject({ kind: "moved" });
  expect(server.crons.has("due")).toBe(true);
});

test("onto no thread, what only a cron on a thread has is left out, and the other way round", async () => {
  const kept = cronWith({ cron_id: "old", schedule, payload, on_run_completed: "keep" });
  const server = new MemoryServer([kept]);
  await moving(server, kept);
  expect(left(server)[0]?.payload).not.toHaveProperty("on_run_completed");
  const back = new MemoryServer([old]);
  expect(await moving(back, old, { target: { thread_id: null } })).toMatchObject({ cron: { thread_id: null } });
});

test("cancelled before the old one may go, it leaves everything as it was", async () => {
  const server = new MemoryServer([old]);
  const cancel = new AbortController();
  server.pause = async (method, moment) => {
    if (method === "createCron" && moment === "answer") cancel.abort(new Error("cancelled"));
  };
  expect(await moving(server, old, { signal: cancel.signal })).toEqual({ kind: "cancelled" });
  expect(left(server)).toEqual([old]);
});
