import { expect, test } from "vitest";
import type { Clock } from "../../../../../src/core/base/clock";
import type { JsonObject } from "../../../../../src/core/base/json";
import {
  type FinishOptions,
  finishOpenSubmissions,
} from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import type { JournalEntry } from "../../../../../src/core/lifecycle/submission/submission";
import { ServerFailure } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { memoryJournal } from "../../../../support/memoryJournal";
import { type OldServer, oldServer } from "../../../../support/oldServer";

/** What becomes of entries by their age and owner; what becomes of crons is shown on the real server. */
const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.UTC(2026, 10, 23);
const clock: Clock = { now: () => now, sleep: async () => undefined };
const entry = (change: Partial<JournalEntry> = {}): JournalEntry => ({
  submission: "33333333-3333-4333-8333-333333333333",
  server: "here",
  begunAt: now,
  enabled: true,
  schedule: "0 0 1 1 *",
  timezone: null,
  name: null,
  ...change,
});

async function finish(one: JournalEntry, old: OldServer, change: Partial<FinishOptions> = {}) {
  const journal = memoryJournal();
  await journal.write(one);
  const finished = await finishOpenSubmissions({ server: old.server, serverKey: "here", journal, clock, ...change });
  return { outcomes: finished.map(({ outcome }) => outcome), left: (await journal.entries()).length };
}

async function withCron(one: JournalEntry, enabled: boolean, marks: JsonObject = {}): Promise<OldServer> {
  const old = oldServer("0.7.20");
  const metadata = { [metadataKeys.submission]: one.submission, ...marks };
  const body = { assistant_id: "agent", schedule: one.schedule, enabled, metadata };
  await old.server.createCron({ method: "POST", path: "/runs/crons", query: [], headers: {}, body });
  return old;
}

test("an entry of another server, or one that its owner is working on, is not touched", async () => {
  const old = await withCron(entry(), false);
  const isAlive = (owner: string) => owner === "me";
  expect(await finish(entry({ server: "there" }), old)).toEqual({ outcomes: [], left: 1 });
  expect(await finish(entry({ owner: "me" }), old, { isAlive })).toEqual({ outcomes: [], left: 1 });
  expect(old.crons.size).toBe(1);
});

test("an entry without a cron stays open as long as its create may still be carried out", async () => {
  expect(await finish(entry(), oldServer("0.7.20"))).toEqual({ outcomes: ["open"], left: 1 });
  expect(await finish(entry({ begunAt: now - 11 * minute }), oldServer("0.7.20"))).toEqual({
    outcomes: ["dropped"],
    left: 0,
  });
});

test("an entry of which only a lock is left is kept until a claim of its dead owner can't come any more", async () => {
  const old = oldServer("0.7.20");
  const journal = memoryJournal();
  await journal.write(entry({ onlyLock: true, begunAt: now - day }));
  const finishAt = async (at: number) => {
    await finishOpenSubmissions({ server: old.server, serverKey: "here", journal, clock: { ...clock, now: () => at } });
    return (await journal.entries()).length;
  };
  expect([await finishAt(now), await finishAt(now + minute), await finishAt(now + 11 * minute)]).toEqual([1, 1, 0]);
});

test("an entry that its owner has written again meanwhile stays", async () => {
  const old = oldServer("0.7.20");
  const one = entry({ begunAt: now - 11 * minute });
  const journal = memoryJournal();
  await journal.write(one);
  const deleteThread = async (id: string) => {
    await journal.write({ ...one, begunAt: now });
    return old.server.deleteThread(id);
  };
  const server = { ...old.server, deleteThread };
  await finishOpenSubmissions({ server, serverKey: "here", journal, clock });
  expect(await journal.entries()).toEqual([{ ...one, begunAt: now }]);
});

test("a cron that is on already is kept", async () => {
  const old = await withCron(entry(), true);
  expect(await finish(entry({ owner: "dead" }), old, { isAlive: () => false })).toEqual({
    outcomes: ["kept"],
    left: 0,
  });
  expect(old.crons.size).toBe(1);
});

test("a day later nobody waits for it: paused ones are deleted, enabled ones stay", async () => {
  for (const [enabled, left, outcome] of [
    [false, 0, "dropped"],
    [true, 1, "kept"],
  ] as const) {
    const one = entry({ begunAt: now - 2 * day, owner: "me" });
    const old = await withCron(one, enabled);
    expect(await finish(one, old, { isAlive: () => true })).toEqual({ outcomes: [outcome], left: 0 });
    expect(old.crons.size).toBe(left);
  }
});

test("a cron that was to stay paused is complete, however late that is found", async () => {
  for (const begunAt of [now, now - 2 * day]) {
    const one = entry({ begunAt, enabled: false });
    const old = await withCron(one, false, { [metadataKeys.hash]: "0".repeat(64) });
    expect(await finish(one, old)).toEqual({ outcomes: ["kept"], left: 0 });
    expect(old.crons.size).toBe(1);
  }
});

test("what was given up is deleted where it is paused, or was on from the start; else somebody has switched it on", async () => {
  const abandoned = { abandoned: true, begunAt: now - 11 * minute } as const;
  const onFromStart = { ...abandoned, onFromStart: true } as const;
  for (const [one, enabled, outcome] of [
    [entry(abandoned), false, "dropped"],
    [entry(abandoned), true, "kept"],
    [entry({ ...abandoned, name: "a" }), false, "dropped"],
    [entry({ ...abandoned, name: "a" }), true, "kept"],
    [entry(onFromStart), true, "dropped"],
    [entry({ ...onFromStart, name: "a" }), true, "staysOn"],
  ] as const) {
    const old = await withCron(one, enabled);
    expect(await finish(one, old)).toEqual({ outcomes: [outcome], left: 0 });
    expect(old.crons.size).toBe(outcome === "dropped" ? 0 : 1);
  }
});

test("a server that can't be asked leaves it open, and throws nothing", async () => {
  const old = oldServer("0.7.20");
  const searchCrons = () =>
    Promise.reject(
      new ServerFailure(
        { kind: "unreachable", reason: "ECONNREFUSED" },
        { method: "POST", path: "/runs/crons/search" },
      ),
    );
  expect(await finish(entry(), old, { server: { ...old.server, searchCrons } })).toEqual({
    outcomes: ["open"],
    left: 1,
  });
});

test("a schedule that the server reads differently stays paused", async () => {
  const one = entry({ timezone: "Asia/Tokyo" });
  const old = await withCron(one, false);
  expect(await finish(one, old)).toEqual({ outcomes: ["mismatch"], left: 0 });
  expect([...old.crons.values()]).toMatchObject([{ enabled: false }]);
});
