import { describe, expect, test } from "vitest";
import {
  type FinishOptions,
  finishOpenSubmissions,
} from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { acquireLease } from "../../../../../src/core/lifecycle/lease/acquireLease";
import { lateMilliseconds } from "../../../../../src/core/lifecycle/lease/doubtAfter";
import { guardMilliseconds } from "../../../../../src/core/lifecycle/lease/lease";
import { successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { LockOwner } from "../../../../../src/core/lifecycle/lease/lockOwner";
import type { Journal, JournalEntry } from "../../../../../src/core/lifecycle/submission/submission";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";

const { lockOwner, name, submission } = metadataKeys;
const start = Date.UTC(2026, 10, 23);
const key = "33333333-3333-4333-8333-333333333333";
const schedule = "0 9 1 12 *";
const entryOf = (change: Partial<JournalEntry> = {}): JournalEntry => ({
  submission: key,
  server: "here",
  begunAt: start,
  enabled: true,
  schedule,
  timezone: null,
  name: "a",
  ...change,
});
const payload = { assistant_id: "agent" };
const metadata = { [name]: "a", [submission]: key };
const left = cronWith({ cron_id: "c", schedule, enabled: false, payload, metadata });
const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };

const onlyLock = { enabled: false, name: null, onlyLock: true } as const;

interface Change extends Partial<FinishOptions> {
  readonly entries?: readonly JournalEntry[];
  /** Who holds the lock of the name. */
  readonly holder?: string;
}

/** The clock goes by what is slept. */
async function finishing({ entries = [entryOf()], holder, ...change }: Change = {}) {
  const server = new MemoryServer([left]);
  let now = start;
  const sleeps: number[] = [];
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      sleeps.push(milliseconds);
      now += milliseconds;
    },
  };
  const journal = memoryJournal();
  for (const entry of entries) await journal.write(entry);
  const lock = { server: server.api, clock, lockName: "name a", doubtMilliseconds: 7 };
  if (holder !== undefined) await acquireLease({ ...lock, owner: new LockOwner(holder) });
  const kept = async () => (await journal.entries()).map((entry) => entry.submission);
  const options = { server: server.api, serverKey: "here", journal, clock, doubtMilliseconds: 7, ...change };
  const finish = async () => (await finishOpenSubmissions(options)).map(({ outcome }) => outcome);
  return { clock, finish, journal, kept, options, server, sleeps };
}

test("an interrupted one is finished, and its entry and its lock are deleted", async () => {
  const { kept, options, server } = await finishing();
  expect(await finishOpenSubmissions(options)).toEqual([{ entry: entryOf(), outcome: "switchedOn" }]);
  expect([await kept(), server.threads, server.crons.get("c")?.enabled]).toEqual([[], [], true]);
});

describe("nothing is done", () => {
  const isAlive = (owner: string) => owner === "me";

  test.each<[string, Change]>([
    ["for another server", { entries: [entryOf({ server: "there" })] }],
    ["while its owner is at work", { entries: [entryOf({ owner: "me" })], isAlive }],
    [
      "while its owner is at work, up to ten minutes",
      { entries: [entryOf({ owner: "me", begunAt: start - lateMilliseconds + 1 })], isAlive },
    ],
    ["once it is to end", { signal: AbortSignal.abort() }],
  ])("%s", async (_what, change) => {
    const { finish, kept, server } = await finishing(change);
    expect(await finish()).toEqual([]);
    expect([await kept(), server.requests]).toEqual([[key], []]);
  });

  test.each<[string, Change]>([
    ["by another owner", { entries: [entryOf({ owner: "other" })], isAlive }],
    ["by nobody", { isAlive: () => true }],
    ["where nobody tells who is alive", { entries: [entryOf({ owner: "me" })] }],
    ["after ten minutes", { entries: [entryOf({ owner: "me", begunAt: start - lateMilliseconds })], isAlive }],
    ["by a clock that was set back", { entries: [entryOf({ owner: "me", begunAt: start + 1 })], isAlive }],
  ])("but what was started %s is finished", async (_what, change) => {
    const { finish } = await finishing(change);
    expect(await finish()).toEqual(["switchedOn"]);
  });
});

describe("the lock", () => {
  const old = [entryOf({ begunAt: start - lateMilliseconds - 1 })];

  test("of the submission itself is taken over at once", async () => {
    const { finish, kept, server, sleeps } = await finishing({ holder: `${key}/1` });
    expect(await finish()).toEqual(["switchedOn"]);
    expect([await kept(), server.threads, sleeps]).toEqual([[], [], [7 + 5_000]]);
  });

  test("of the submission itself is waited for where its owner may live", async () => {
    const entries = [entryOf({ owner: "me", begunAt: start + 1 })];
    const { finish, sleeps } = await finishing({ holder: `${key}/1`, entries, isAlive: () => true });
    expect(await finish()).toEqual(["switchedOn"]);
    expect(sleeps.slice(0, -1)).not.toEqual([]);
  });

  test.each([
    ["young", [entryOf()]],
    ["ten minutes old", [entryOf({ begunAt: start - lateMilliseconds })]],
  ])("of another is not waited for if the entry is %s", async (_what, entries) => {
    const { finish, kept, sleeps } = await finishing({ holder: "other", entries });
    expect(await finish()).toEqual(["open"]);
    expect([await kept(), sleeps]).toEqual([[key], []]);
  });

  test.each([
    ["old", old],
    ["old by a clock that was set back", [entryOf({ begunAt: start + lateMilliseconds + 1 })]],
  ])("of another is waited for if the entry is %s, and this is reported", async (_what, entries) => {
    const told: unknown[] = [];
    const onWait = (each: JournalEntry) => void told.push(each);
    const { finish, sleeps } = await finishing({ holder: "other", entries, onWait });
    expect(await finish()).toEqual(["switchedOn"]);
    expect(sleeps.length).toBeGreaterThan(1);
    expect(told).toEqual(sleeps.map(() => entries[0]));
  });

  test("of another is waited for no longer than until it is to end", async () => {
    const { signal } = new AbortController();
    const given: unknown[] = [];
    const sleep = async (_milliseconds: number, ends?: AbortSignal) => {
      given.push(ends);
      throw new ServerFailure(refused, { method: "GET", path: "/" });
    };
    const clock = { now: () => start, sleep };
    const { finish, options } = await finishing({ holder: "other", entries: old });
    await finishOpenSubmissions({ ...options, clock, signal });
    expect(given).toEqual([signal]);
    expect(await finish()).toEqual(["switchedOn"]);
  });

  test("of another is not waited for if nobody wants that", async () => {
    const asked: unknown[] = [];
    const waitsForHolder = (entry: JournalEntry) => asked.push(entry) < 0;
    const { finish, sleeps } = await finishing({ holder: "other", entries: old, waitsForHolder });
    expect(await finish()).toEqual(["open"]);
    expect([sleeps, asked]).toEqual([[], old]);
    const wants = await finishing({ holder: "other", entries: old, waitsForHolder: () => true });
    expect(await wants.finish()).toEqual(["switchedOn"]);
  });

  test("that can't be released keeps the entry, and has one of its own", async () => {
    const { finish, journal, server } = await finishing();
    server.fails = (method) => (method === "deleteThread" ? refused : undefined);
    expect(await finish()).toEqual(["open"]);
    const [entry, left, ...more] = await journal.entries();
    expect([entry, more]).toEqual([entryOf(), []]);
    const about = { ...onlyLock, schedule: "", otherLocks: ["name a"] };
    expect(left).toEqual(entryOf({ ...about, submission: left?.submission ?? "" }));
    await finish();
    expect(await journal.entries()).toHaveLength(2);
  });

  test.each<[string, string | null, string]>([
    ["of a name", "a", "name a"],
    ["of a submission without a name", null, `submission ${key}`],
  ])(
    "%s that can't be released is not forgotten where its owner has ended meanwhile",
    async (_what, name, lockName) => {
      const { clock, finish, journal, kept, options, server } = await finishing({ entries: [entryOf({ name })] });
      server.pause = async (method, moment) => {
        if (method === "claimThread" && moment === "answer") await journal.remove(key);
      };
      server.fails = (method) => (method === "deleteThread" ? refused : undefined);
      expect(await finish()).toEqual(["open"]);
      expect(await journal.entries()).toMatchObject([{ onlyLock: true, otherLocks: [lockName] }]);
      expect(server.threads).toHaveLength(1);
      server.pause = async () => undefined;
      server.fails = () => undefined;
      await clock.sleep(lateMilliseconds + 1);
      expect(await finishOpenSubmissions(options)).toEqual([]);
      expect(server.threads).toEqual([]);
      await clock.sleep(lateMilliseconds + 1);
      await finish();
      expect([server.threads, await kept()]).toEqual([[], []]);
    },
  );

  test("of which nobody knows whether it is there is not forgotten where its owner has ended meanwhile", async () => {
    const { finish, journal, server } = await finishing();
    server.pause = async (method, moment) => {
      if (method !== "claimThread" || moment !== "answer") return;
      await journal.remove(key);
      // Carried out, but the answer is lost, and then nothing can be read.
      server.fails = () => refused;
      throw new ServerFailure({ kind: "timeout", milliseconds: 7 }, { method: "POST", path: "/threads" });
    };
    expect(await finish()).toEqual(["open"]);
    expect(await journal.entries()).toMatchObject([{ onlyLock: true, otherLocks: ["name a"] }]);
  });

  test("is released if it fails, and if it is taken over", async () => {
    const failing = await finishing();
    failing.server.fails = (method) => (method === "searchCrons" ? refused : undefined);
    expect(await failing.finish()).toEqual(["open"]);
    expect([await failing.kept(), failing.server.threads]).toEqual([[key], []]);
    const taken = await finishing();
    taken.server.pause = async (method, moment) => {
      if (method !== "searchCrons" || moment !== "answer") return;
      const [lock] = taken.server.threads;
      const owner = String(lock?.metadata[lockOwner]);
      taken.server.threads.push(threadWith({ thread_id: successorId({ id: lock?.thread_id ?? "", owner }) }));
    };
    expect(await taken.finish()).toEqual(["open"]);
    expect(await taken.kept()).toEqual([key]);
  });
});

describe("of a lock that was left over", () => {
  test("there is nothing to report; it is released, and once more ten minutes later", async () => {
    const { finish, journal, kept, options } = await finishing({ entries: [entryOf(onlyLock)] });
    expect(await finish()).toEqual([]);
    expect(await journal.entries()).toMatchObject([{ lockFreedAt: start }]);
    const at = (milliseconds: number) => ({ ...options, clock: { ...options.clock, now: () => start + milliseconds } });
    await finishOpenSubmissions(at(lateMilliseconds));
    expect(await journal.entries()).toMatchObject([{ lockFreedAt: start }]);
    await finishOpenSubmissions(at(lateMilliseconds + 1));
    expect(await kept()).toEqual([]);
  });
});

describe("of a cron that it was about to take over", () => {
  const otherLocks = ["cron c"];
  const entries = [entryOf({ onlyLock: true, otherLocks })];
  const lockOf = ({ api }: MemoryServer, clock: FinishOptions["clock"], owner: string) =>
    acquireLease({ server: api, clock, lockName: "cron c", doubtMilliseconds: 7, owner: new LockOwner(owner) });

  test("the lock is released, too", async () => {
    const { clock, finish, journal, server } = await finishing({ entries, holder: `${key}/1` });
    await lockOf(server, clock, key);
    await finish();
    expect(server.threads).toEqual([]);
    expect(await journal.entries()).toMatchObject([{ otherLocks, lockFreedAt: expect.any(Number) }]);
  });

  test("a lock that others hold is left to them, and looked at again", async () => {
    const { clock, finish, kept, server } = await finishing({ entries: [entryOf({ otherLocks })] });
    await lockOf(server, clock, "another");
    expect(await finish()).toEqual(["open"]);
    expect([await kept(), server.threads.map(({ metadata }) => metadata[lockOwner])]).toEqual([[key], ["another/1"]]);
  });
});

describe("whose owner continues in between", () => {
  /** What the journal holds changes at the answer to a request. */
  const meanwhile = async (method: string, act: (journal: Journal) => Promise<void>) => {
    const at = await finishing();
    at.server.pause = async (each, moment) => {
      if (each === method && moment === "answer") await act(at.journal);
    };
    return at;
  };

  test("and ends it before the lock is taken: nothing is left to do", async () => {
    const { finish, server } = await meanwhile("claimThread", (journal) => journal.remove(key));
    expect(await finish()).toEqual(["kept"]);
    expect(server.count("searchCrons")).toBe(0);
  });

  test("and gives it up before the lock is taken: it is not switched on", async () => {
    const { finish, kept, server } = await meanwhile("claimThread", (journal) =>
      journal.write(entryOf({ abandoned: true })),
    );
    expect(await finish()).toEqual(["open"]);
    expect([server.crons.size, await kept()]).toEqual([0, [key]]);
  });

  test.each<[string, JournalEntry]>([
    ["gives it up", entryOf({ abandoned: true })],
    ["continues", entryOf({ begunAt: start + 1 })],
  ])("and %s while its crons are looked for: nothing is written", async (_what, entry) => {
    const { finish, kept, server } = await meanwhile("searchCrons", (journal) => journal.write(entry));
    expect(await finish()).toEqual(["open"]);
    expect([[...server.crons.values()], server.threads, await kept()]).toEqual([[left], [], [key]]);
  });

  test("and ends it while its crons are looked for: nothing is written", async () => {
    const { finish, kept, server } = await meanwhile("searchCrons", (journal) => journal.remove(key));
    expect(await finish()).toEqual(["open"]);
    expect([[...server.crons.values()], await kept()]).toEqual([[left], []]);
  });

  test("and gives it up while the lock is looked at: what is known of the journal is as old as that", async () => {
    const at = await finishing();
    let looks = 0;
    at.server.pause = async (each, moment) => {
      if (each !== "getThread" || moment !== "answer") return;
      looks += 1;
      if (looks === 1) await at.clock.sleep(guardMilliseconds + 1);
      else if (looks === 3) await at.journal.write(entryOf({ abandoned: true }));
    };
    expect(await at.finish()).toEqual(["open"]);
    expect([...at.server.crons.values()]).toEqual([left]);
  });

  test("and notes it once the lock is released: the entry stays", async () => {
    const { finish, kept } = await meanwhile("deleteThread", (journal) =>
      journal.write(entryOf({ begunAt: start + 1 })),
    );
    expect(await finish()).toEqual(["switchedOn"]);
    expect(await kept()).toEqual([key]);
  });
});

describe("what fails", () => {
  test("of ours is thrown, unless it was to end", async () => {
    const cancel = new AbortController();
    const { finish, server } = await finishing({ signal: cancel.signal });
    server.fails = () => {
      throw new TypeError("ours");
    };
    await expect(finish()).rejects.toThrow("ours");
    server.fails = () => {
      cancel.abort();
      throw new TypeError("ours");
    };
    expect(await finish()).toEqual(["open"]);
    const plain = await finishing();
    plain.server.fails = server.fails;
    await expect(plain.finish()).rejects.toThrow("ours");
  });

  test("of one entry leaves the others to be finished; an end leaves those that come after", async () => {
    const second = entryOf({ submission: "44444444-4444-4444-8444-444444444444", name: "b" });
    const both = await finishing({ entries: [entryOf(), second] });
    both.server.fails = (method) =>
      both.server.count("searchCrons") === 1 && method === "searchCrons" ? refused : undefined;
    expect(await both.finish()).toEqual(["open", "open"]);
    const cancel = new AbortController();
    const ending = await finishing({ entries: [entryOf(), second], signal: cancel.signal });
    ending.server.pause = async () => cancel.abort();
    expect(await ending.finish()).toEqual(["open"]);
  });
});
