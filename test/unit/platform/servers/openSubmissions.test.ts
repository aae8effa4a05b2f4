import { afterEach, beforeEach, expect, test, vi } from "vitest";
// Loaded before the clock stands still.
import "../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { lockMetadata, rootId } from "../../../../src/core/lifecycle/lease/leaseChain";
import type { JournalEntry, SubmitProgress } from "../../../../src/core/lifecycle/submission/submission";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import type { ServerChange } from "../../../../src/platform/servers/serverRecord";
import { cronWith } from "../../../fixtures/cronWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";

/** What earlier submits have left is finished beside a refresh: it may wait for minutes until a lock is nobody's. */
const minute = 60_000;
const submission = "33333333-3333-4333-8333-333333333333";
const deadOwner = `${submission} 1`;
const entry = (change: Partial<JournalEntry> = {}): JournalEntry => ({
  submission,
  server: "dev http://dev.test",
  begunAt: Date.now() - minute,
  enabled: true,
  schedule: "0 9 * * *",
  timezone: null,
  name: "a",
  owner: "0",
  ...change,
});

beforeEach(() => {
  resetStub();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A server with a cron that a crash left paused, and the lock of somebody. */
async function leftBy(owner: string, entries: readonly JournalEntry[]) {
  const made = { [metadataKeys.submission]: submission, [metadataKeys.name]: "a" };
  const server = new MemoryServer([
    cronWith({ cron_id: "left", enabled: false, next_run_date: "2026-11-01T09:00:00+00:00", metadata: made }),
    cronWith({ cron_id: "other" }),
  ]);
  server.threads.push(threadWith({ thread_id: rootId("name a"), metadata: lockMetadata("name a", owner) }));
  const parts = createServers({ dev: server });
  for (const each of entries) await parts.journal.write(each);
  const events: ServerChange[] = [];
  parts.store.onDidChange((change) => events.push(change));
  const dev = parts.connection("dev");
  return { ...parts, dev, events, isOn: () => parts.store.cron(dev, "left")?.enabled, server };
}

/** Time passes in small steps, so that what is asked in between is answered. */
async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 1_000) {
    await settle();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  await settle();
}

/** Until somebody is told of an end. The clock stands still, but hashing takes a moment of the real one. */
async function told(): Promise<void> {
  while (stubState.messages.length === 0) await new Promise((resolve) => setImmediate(resolve));
}

/** Whether it comes without any time passing. */
async function isAtOnce(task: Promise<unknown>): Promise<boolean> {
  let isDone = false;
  void task.then(() => {
    isDone = true;
  });
  await settle();
  await settle();
  return isDone;
}

test.each([
  ["a crash of a minute ago", deadOwner, {}, 31_000],
  ["a lock of another machine", "another machine", { begunAt: Date.now() - 11 * minute }, 106_000],
])("%s keeps no refresh waiting, and is finished beside it", async (_what, owner, change, milliseconds) => {
  const { dev, isOn, journal, server, store } = await leftBy(owner, [entry(change)]);
  expect(await isAtOnce(store.refresh(dev))).toBe(true);
  expect(store.snapshot(dev)).toMatchObject({ state: { kind: "ready" }, isComplete: true });
  expect(isOn()).toBe(false);
  await pass(milliseconds);
  await told();
  expect(server.crons.get("left")?.enabled).toBe(true);
  expect(isOn()).toBe(true);
  expect(await journal.entries()).toEqual([]);
  expect(stubState.messages.map(({ text }) => text)).toEqual([
    "dev: An earlier submit of “a” was interrupted; its cron is now switched on.",
  ]);
});

test("changes in between are shown at once, and a refresh does not start it a second time", async () => {
  const { dev, events, server, store } = await leftBy(deadOwner, [entry()]);
  await store.refresh(dev);
  await pass(5_000);
  const claims = server.count("claimThread");
  events.length = 0;
  server.change("other", { schedule: "5 5 * * *" });
  expect(await isAtOnce(store.refresh(dev))).toBe(true);
  expect(events.map(({ changed }) => changed)).toEqual([["other"]]);
  await (await store.server(dev)).patchCron("other", { enabled: false });
  expect(events.map(({ changed }) => changed)).toEqual([["other"], ["other"]]);
  await pass(5_000);
  expect(server.count("claimThread")).toBe(claims);
  await pass(30_000);
  await told();
  expect(stubState.messages).toHaveLength(1);
  // The next one looks at the journal again.
  expect(await isAtOnce(store.refresh(dev))).toBe(true);
});

test.each(["removed", "disposed"] as const)("it stops when the connection is %s", async (how) => {
  const other = { submission: "44444444-4444-4444-8444-444444444444", name: "b" };
  const { connections, dev, journal, lines, server, store } = await leftBy(deadOwner, [entry(), entry(other)]);
  expect(await isAtOnce(store.refresh(dev))).toBe(true);
  await pass(5_000);
  if (how === "removed") connections.set([]);
  else store.dispose();
  await settle();
  const { length } = server.requests;
  await pass(10 * minute);
  expect(server.requests.slice(length)).toEqual([]);
  expect(server.crons.get("left")?.enabled).toBe(false);
  expect(await journal.entries()).toHaveLength(2);
  expect([stubState.messages, lines]).toEqual([[], []]);
});

test.each(["for a lock", "for an answer"])("while a submit waits %s, changes in between are shown", async (what) => {
  const { dev, events, server, store } = await leftBy("another machine", []);
  const leaving = new AbortController();
  let isWaiting = false;
  const onProgress = ({ step }: SubmitProgress) => {
    isWaiting ||= step === "waitingForOthers";
  };
  const confirm = () => {
    isWaiting = true;
    return new Promise<"no">((resolve) => leaving.signal.addEventListener("abort", () => resolve("no")));
  };
  const args = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
  await store.refresh(dev);
  // The other is asked about a cron that somebody made without a name.
  if (what === "for an answer") server.crons.set("script", cronWith({ cron_id: "script", payload: args }));
  const name = what === "for a lock" ? "a" : "script";
  const { signal } = leaving;
  const submitted = store.submit(dev, { arguments: args, name, confirm, onProgress, signal }).catch(() => undefined);
  while (!isWaiting) await settle();
  await settle();
  events.length = 0;
  server.change("other", { schedule: "5 5 * * *" });
  expect(await isAtOnce(store.refresh(dev))).toBe(true);
  expect(events.map(({ changed }) => changed)).toEqual([["other"]]);
  leaving.abort(new Error("left"));
  await pass(5_000);
  await submitted;
});

test("a lock whose holder is working is waited for only until this is known", async () => {
  const { dev, isOn, journal, server, store } = await leftBy("another machine", [
    entry({ begunAt: Date.now() - 11 * minute }),
  ]);
  await store.refresh(dev);
  const lock = server.threads.find(({ thread_id }) => thread_id === rootId("name a"));
  await pass(10_000);
  Object.assign(lock?.metadata ?? {}, { [metadataKeys.lockPulse]: 1 });
  await pass(3_000);
  const { length } = server.requests;
  await pass(5 * minute);
  expect(server.requests.slice(length)).toEqual([]);
  expect([isOn(), (await journal.entries()).length]).toEqual([false, 1]);
});
