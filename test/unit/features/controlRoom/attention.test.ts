import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Cron, Thread } from "../../../../src/core/server/cron";
import { ControlRoom } from "../../../../src/features/controlRoom/controlRoom";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { memoryLog } from "../../support/memoryConnections";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubEvents, stubState } from "../../support/vscode";

const now = Date.parse("2026-11-20T12:00:00Z");
let rooms: ControlRoom[] = [];

beforeEach(() => {
  resetStub();
  stubState.keepsPicksOpen = true;
  vi.useFakeTimers({ now, toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  for (const room of rooms) room.dispose();
  rooms = [];
  vi.useRealTimers();
});

const cron = (id: string, given: Partial<Cron> = {}) =>
  cronWith({ cron_id: id, thread_id: `t-${id}`, metadata: { name: id }, ...given });

/** A server with these crons; each thread has the status that its name says, else it is idle. */
function serverWith(...ids: readonly string[]): MemoryServer {
  const server = new MemoryServer(ids.map((id) => cron(id)));
  for (const id of ids) {
    const isBad = id.startsWith("bad");
    const status: Thread["status"] = isBad ? "error" : id.startsWith("asks") ? "interrupted" : "idle";
    const error = isBad ? { error: "KeyError", message: `'${id}'` } : null;
    server.threads.push(threadWith({ thread_id: `t-${id}`, status, error, updated_at: "2026-11-20T11:00:00Z" }));
    server.runs.set(`t-${id}`, [
      runWith({
        ...{ run_id: `r-${id}`, thread_id: `t-${id}`, cron_id: id, status: isBad ? "error" : "success" },
        ...{ created_at: "2026-11-20T09:00:00Z", updated_at: "2026-11-20T11:00:00Z" },
      }),
    ]);
  }
  return server;
}

function roomOf(servers: Readonly<Record<string, MemoryServer>>) {
  const { actions, connection, connections, store } = createServers(servers);
  const room = new ControlRoom({ connections, servers: store, log: memoryLog().log });
  rooms.push(room);
  return { actions, connection, connections, room, store };
}

const quiet = async () => {
  await vi.advanceTimersByTimeAsync(1_000);
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(1_000);
};
const labels = () => stubState.openPick?.items.map(({ label }) => label);
const lines = () => stubState.openPick?.items.map(({ description, detail }) => `${description}: ${detail}`);

describe("the list of what needs attention", () => {
  test("asks the servers that were not read, and shows the worst first, each with its sentence and its error", async () => {
    const { room } = roomOf({ dev: serverWith("good", "asks-a"), prod: serverWith("bad-b") });
    room.show();
    expect(stubState.openPick).toMatchObject({ busy: true });
    await quiet();
    expect(labels()).toEqual(["$(error) bad-b", "$(person) asks-a"]);
    expect(lines()?.[0]).toMatch(/^last run failed 60 minutes ago · prod: .*failed\. KeyError: 'bad-b'\.$/);
    expect(stubState.openPick).toMatchObject({ busy: false, placeholder: expect.stringContaining("2") });
  });

  test("asks nothing of what is known but the errors, once", async () => {
    const dev = serverWith("bad-a");
    const { connection, room, store } = roomOf({ dev });
    await store.refresh(connection("dev"));
    const asked = dev.requests.length;
    room.show();
    await quiet();
    stubState.openPick?.hide();
    room.show();
    await quiet();
    expect(dev.requests.slice(asked)).toEqual(["searchThreads"]);
  });

  test("reads the error of a cron that fails while the list is open, once", async () => {
    const dev = serverWith("bad-a");
    const [failing] = dev.threads.splice(0);
    if (failing === undefined) throw new Error("There is no such thread.");
    dev.threads.push({ ...failing, status: "idle", error: null });
    const runs = dev.runs.get("t-bad-a") ?? [];
    dev.runs.set("t-bad-a", []);
    const { connection, room, store } = roomOf({ dev });
    room.show();
    await quiet();
    expect(labels()).toEqual(["$(pass) Nothing needs attention"]);
    dev.threads.splice(0, 1, failing);
    dev.runs.set("t-bad-a", runs);
    await store.refresh(connection("dev"));
    await quiet();
    expect(lines()?.[0]).toMatch(/KeyError: 'bad-a'\.$/);
    const asked = dev.requests.length;
    await quiet();
    expect(dev.requests.slice(asked)).toEqual([]);
  });

  test("is filled although one server does not answer, and says so of that one", async () => {
    const silent = new MemoryServer();
    silent.pause = () => new Promise(() => undefined);
    const dead = new MemoryServer();
    dead.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
    const { room } = roomOf({ silent, dead, dev: serverWith("bad-a") });
    room.show();
    await quiet();
    expect(labels()).toEqual(["$(error) bad-a", "$(debug-disconnect) dead"]);
    expect(stubState.openPick?.busy).toBe(true);
  });

  test("opens the run that failed, and for others the page of the cron", async () => {
    const { room } = roomOf({ dev: serverWith("bad-a", "good") });
    room.show();
    await quiet();
    stubState.openPick?.choose("$(error) bad-a");
    await quiet();
    expect(stubState.openPick).toBeUndefined();
    const ref = { connectionId: "dev", cronId: "bad-a" };
    expect(stubState.commands.at(-1)).toEqual({ id: "langgraphCrons.attention.open", args: [ref] });
    await room.open(ref);
    expect(stubState.commands.at(-1)).toMatchObject({
      id: "langgraphCrons.run.open",
      args: [{ connectionId: "dev", runId: "r-bad-a" }, "stay"],
    });
    const other = { connectionId: "dev", cronId: "good" };
    await room.open(other);
    expect(stubState.commands.at(-1)).toEqual({ id: "langgraphCrons.cron.page", args: [other, "stay"] });
  });

  test("pauses a cron with a button, and then has one line less", async () => {
    const { actions, room } = roomOf({ dev: serverWith("bad-a", "bad-b") });
    stubState.handlers.set("langgraphCrons.cron.pause", (ref) => actions.setEnabled([ref as never], false));
    room.show();
    await quiet();
    stubState.openPick?.press("$(error) bad-a", "Pause Cron");
    await quiet();
    expect(labels()).toEqual(["$(error) bad-b"]);
    stubState.openPick?.press("$(error) bad-b", "Open Cron Page");
    await quiet();
    expect(stubState.commands.at(-1)).toEqual({
      id: "langgraphCrons.cron.page",
      args: [{ connectionId: "dev", cronId: "bad-b" }, "stay"],
    });
  });

  test("says that nothing needs attention", async () => {
    const { room } = roomOf({ dev: serverWith("good") });
    room.show();
    await quiet();
    expect(labels()).toEqual(["$(pass) Nothing needs attention"]);
  });
});

describe("the item in the status bar", () => {
  test("is there only with the setting, while something needs attention, and asks nothing", async () => {
    const dev = serverWith("bad-a", "asks-b", "good");
    const { connection, room, store } = roomOf({ dev });
    expect(stubState.statusItems).toEqual([]);
    stubState.settings.set("langgraphCrons.attentionInStatusBar", true);
    stubEvents.changedConfiguration.fire({ affectsConfiguration: () => true });
    await quiet();
    expect([dev.requests, stubState.statusItems[0]?.isShown]).toEqual([[], false]);
    await store.refresh(connection("dev"));
    await quiet();
    const asked = dev.requests.length;
    expect(stubState.statusItems[0]).toMatchObject({ isShown: true, text: "$(warning) 2 crons need attention" });
    expect(stubState.statusItems[0]?.tooltip).toMatch(/^bad-a: failed · dev\nasks-b: waits for a person · dev$/);
    expect(stubState.statusItems[0]?.command).toBe("langgraphCrons.attention.show");
    for (const id of ["bad-a", "asks-b"]) store.apply(connection("dev"), { kind: "gone", cronId: id });
    await quiet();
    expect([stubState.statusItems[0]?.isShown, dev.requests.length]).toEqual([false, asked]);
    room.dispose();
  });
});
