import { beforeEach, describe, expect, test } from "vitest";
import { readRunStory } from "../../../../src/core/health/runStory";
import type { Cron, Run } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";
import { runDetailWith, runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { createGate, settle } from "../../support/settle";
import { resetStub } from "../../support/vscode";

const cron = cronWith({ cron_id: "c0", thread_id: "t0" });

beforeEach(resetStub);

/** A store that has read the runs of a cron, oldest last. */
async function open(...runs: readonly Partial<Run>[]) {
  const memory = new MemoryServer([cron]);
  memory.threads.push(threadWith({ thread_id: "t0" }));
  const ofCron = { thread_id: "t0", cron_id: "c0" };
  memory.runs.set(
    "t0",
    runs.map((each, index) => runWith({ run_id: `r${index}`, ...ofCron, ...each })),
  );
  const { connection, store } = createServers({ dev: memory });
  const dev = connection("dev");
  await store.refresh(dev);
  await store.runs(dev, cron);
  const changed: string[] = [];
  store.onDidChange((change) => changed.push(...change.changed));
  const known = async () => (await store.runs(dev, store.cron(dev, "c0") as Cron))?.runs ?? [];
  return { changed, dev, known, memory, server: await store.server(dev) };
}

describe("the runs of a cron, after one of them", () => {
  test("was cancelled: they are read again, and their rows are drawn", async () => {
    const { changed, known, server } = await open({ status: "running" });
    await server.cancelRun("t0", "r0", "interrupt");
    expect(changed).toContain("c0");
    expect((await known()).map(({ status }) => status)).toEqual(["interrupted"]);
  });

  test("was answered: the run that goes on is known at once, before the others", async () => {
    const { changed, known, server } = await open({ status: "success" });
    const { run_id } = await server.resumeRun(runDetailWith({ run_id: "r0", thread_id: "t0", cron_id: "c0" }), true);
    expect(changed).toContain("c0");
    expect((await known()).map((run) => run.run_id)).toEqual([run_id, "r0"]);
  });

  test("was opened: those that are known stay known, with newer ones", async () => {
    const { known, memory, server } = await open({}, {}, {});
    const newer = runWith({ run_id: "newer", thread_id: "t0", cron_id: "c0" });
    memory.runs.set("t0", [newer, ...(memory.runs.get("t0") ?? [])]);
    await readRunStory(server, { thread_id: "t0", run_id: "r1" });
    expect((await known()).map((run) => run.run_id)).toEqual(["newer", "r0", "r1", "r2"]);
  });
});

test("whoever listens knows at the end how a cron is doing whose runs were read, also if the server deletes them", async () => {
  const created_at = "2026-11-30T09:00:01Z";
  const memory = new MemoryServer([cronWith({ cron_id: "c0", next_run_date: "2026-12-01T09:00:00Z" })]);
  const { assistant_id } = cronWith({});
  const moments = { created_at, updated_at: created_at };
  memory.threads.push(threadWith({ thread_id: "left", ...moments, status: "busy", metadata: { assistant_id } }));
  memory.runs.set("left", [runWith({ thread_id: "left", cron_id: "c0", ...moments, status: "running" })]);
  const { connection, store } = createServers({ dev: memory }, {}, () => Date.parse("2026-11-30T09:00:30Z"));
  const dev = connection("dev");
  await store.refresh(dev);
  const health = () => store.health(dev, store.cron(dev, "c0") as Cron).kind;
  let told = health();
  store.onDidChange(({ changed }) => {
    if (changed.includes("c0")) told = health();
  });
  await store.runs(dev, store.cron(dev, "c0") as Cron);
  expect([told, health()]).toEqual(["running", "running"]);
});

describe("opening the runs of a cron", () => {
  const moment = "2026-11-01T00:00:05Z";
  const failed = { status: "error", updated_at: moment, error: { error: "KeyError", message: "'topic'" } } as const;

  async function opened(live: boolean) {
    const memory = new MemoryServer([cron]);
    memory.threads.push(threadWith({ thread_id: "t0", ...failed }));
    memory.runs.set("t0", [runWith({ run_id: "r0", thread_id: "t0", cron_id: "c0", status: "error" })]);
    const clock = { now: Date.parse("2026-11-30T12:00:00Z") };
    const { connection, store } = createServers({ dev: memory }, {}, () => clock.now);
    const dev = connection("dev");
    await store.refresh(dev);
    clock.now += 1_000;
    if (live) await (await store.server(dev)).runs("t0", { limit: 20, offset: 0 });
    memory.requests.length = 0;
    await store.runs(dev, cron);
    clock.now += 1_000;
    return { dev, memory, store };
  }

  test("that has failed reads why, which no list says", async () => {
    const { dev, memory, store } = await opened(false);
    expect(memory.requests).toEqual(["runs", "getThread"]);
    expect(store.thread(dev, "t0")?.error).toEqual(failed.error);
  });

  test("reads the thread again after a run that has ended since: only the thread says that it waits", async () => {
    const memory = new MemoryServer([cron]);
    memory.threads.push(threadWith({ thread_id: "t0", updated_at: "2026-11-29T09:00:05Z" }));
    const { connection, store } = createServers({ dev: memory }, {}, () => Date.parse("2026-11-30T12:00:00Z"));
    const dev = connection("dev");
    await store.refresh(dev);
    const updated_at = "2026-11-30T09:00:05Z";
    Object.assign(memory.threads[0] ?? {}, { status: "interrupted", updated_at });
    memory.runs.set("t0", [runWith({ run_id: "r0", thread_id: "t0", cron_id: "c0", updated_at })]);
    await store.runs(dev, cron);
    expect(store.health(dev, store.cron(dev, "c0") as Cron).lastRun?.result).toBe("waits");
  });

  test("costs no more where live updates have just read the runs", async () => {
    const { dev, memory, store } = await opened(true);
    expect(memory.requests).toEqual(["getThread"]);
    await store.refresh(dev);
    memory.requests.length = 0;
    await store.runs(dev, cron);
    expect(memory.requests).toEqual(["runs"]);
  });

  test("reads them again after one was cancelled through us", async () => {
    const { dev, memory, store } = await opened(true);
    await (await store.server(dev)).cancelRun("t0", "r0", "interrupt");
    memory.requests.length = 0;
    await store.runs(dev, cron);
    expect(memory.requests).toEqual(["runs"]);
  });
});

describe("a reading without an answer", () => {
  async function unread() {
    const memory = new MemoryServer([cron]);
    memory.threads.push(threadWith({ thread_id: "t0" }));
    memory.runs.set("t0", [runWith({ run_id: "r0", thread_id: "t0", cron_id: "c0" })]);
    const { connection, store } = createServers({ dev: memory });
    const dev = connection("dev");
    await store.refresh(dev);
    const read = async () => (await store.runs(dev, cron))?.runs.map(({ run_id }) => run_id);
    return { memory, read, server: await store.server(dev), state: () => store.state(dev).kind };
  }

  test("is repeated where the server has answered others", async () => {
    const { memory, read, server, state } = await unread();
    const gate = createGate();
    memory.fails = (method) => (method === "runs" ? { kind: "unreachable", reason: "reset" } : undefined);
    memory.pause = (method) => (method === "runs" ? gate.opened : Promise.resolve());
    const reading = read();
    reading.catch(() => undefined);
    await settle();
    await server.getThread("t0");
    gate.open();
    await expect(reading).rejects.toThrow("unreachable");
    expect(state()).toBe("ready");
    memory.fails = () => undefined;
    expect(await read()).toEqual(["r0"]);
  });

  test("is repeated once the server is back, not before", async () => {
    const { memory, read, server } = await unread();
    memory.fails = () => ({ kind: "unreachable", reason: "refused" });
    await expect(read()).rejects.toThrow("unreachable");
    const asked = memory.requests.length;
    await expect(read()).rejects.toThrow("unreachable");
    expect(memory.requests).toHaveLength(asked);
    memory.fails = () => undefined;
    await server.getThread("t0");
    expect(await read()).toEqual(["r0"]);
  });
});

test("runs are read again where live updates have met a gap before the known ones", async () => {
  const { known, memory, server } = await open({}, {}, {});
  const newer = Array.from({ length: 25 }, (_, index) =>
    runWith({ run_id: `newer ${index}`, thread_id: "t0", cron_id: "other" }),
  );
  memory.runs.set("t0", [...newer, ...(memory.runs.get("t0") ?? [])]);
  await server.runs("t0", { limit: 20, offset: 0 });
  expect((await known()).map((run) => run.run_id)).toEqual(["r0", "r1", "r2"]);
});
