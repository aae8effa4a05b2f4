import { mkdtemp, readdir, readFile, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Run } from "../../../../src/core/server/cron";
import { createWindowFiles, keepOnlyFolders, type WindowFiles } from "../../../../src/node/windowFiles";
import { RunLedger } from "../../../../src/platform/servers/runLedger";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub } from "../../support/vscode";

let parent: string;
let folder: string;
beforeEach(async () => {
  resetStub();
  parent = await mkdtemp(join(tmpdir(), "ledger-"));
  folder = join(parent, "dev");
});
afterEach(() => rm(parent, { recursive: true, force: true }));

/** Every hour; its runs are deleted. */
const cron = cronWith({ cron_id: "c", schedule: "0 * * * *", next_run_date: "2026-11-30T13:00:00Z" });
const runAt = (hour: number, given: Partial<Run> = {}) => {
  const created_at = `2026-11-30T${hour}:00:01Z`;
  return runWith({ run_id: `r${hour}`, cron_id: "c", status: "running", created_at, updated_at: created_at, ...given });
};

function open(files: WindowFiles | undefined) {
  const tasks: (() => void)[] = [];
  const changed: string[] = [];
  const failures: unknown[] = [];
  const ledger = new RunLedger({
    files,
    dialect: "secondsLast",
    after: (_wait, task) => {
      tasks.push(task);
      return () => tasks.splice(tasks.indexOf(task), 1);
    },
    changed: (ids) => changed.push(...ids),
    failed: (failure) => failures.push(failure),
  });
  const ids = () => ledger.of("c").map(({ runId }) => runId);
  const note = (...runs: Run[]) => ledger.note(runs, (id) => (id === "c" ? cron : undefined));
  return { changed, failures, ids, ledger, note, tasks };
}

describe("runs that a server deletes", () => {
  test("are noted once, written together, and known to the next window", async () => {
    const first = open(createWindowFiles(parent, "dev"));
    first.note(runAt(10));
    first.note(runAt(10));
    first.note(runAt(11));
    expect([first.changed, first.tasks.length]).toEqual([["c", "c"], 1]);
    await first.ledger.end();
    const next = open(createWindowFiles(parent, "dev"));
    await next.ledger.open();
    expect(next.ids()).toEqual(["r11", "r10"]);
  });

  test("hold nothing but ids, times and status", async () => {
    const { ledger, note } = open(createWindowFiles(parent, "dev"));
    note({ ...runAt(10), kwargs: { input: "secret" } } as Run);
    await ledger.end();
    const [name = ""] = await readdir(folder);
    expect(await readFile(join(folder, name), "utf8")).not.toContain("secret");
  });

  test("of a cron with a thread, or one that keeps them, are on the server and not noted", () => {
    const { ledger, ids } = open(undefined);
    for (const given of [{ thread_id: "t" }, { on_run_completed: "keep" }]) {
      ledger.note([runAt(10)], () => ({ ...cron, ...given }));
    }
    expect(ids()).toEqual([]);
  });

  test("of two windows are merged, whoever writes last", async () => {
    const one = open(createWindowFiles(parent, "dev"));
    const other = open(createWindowFiles(parent, "dev"));
    await Promise.all([one.ledger.open(), other.ledger.open()]);
    one.note(runAt(10));
    other.note(runAt(10), runAt(11));
    other.ledger.noteEnd(runAt(10), { status: "error", updated: "2026-11-30T10:00:09Z", tokens: 3 });
    await other.ledger.end();
    await one.ledger.end();
    const next = open(createWindowFiles(parent, "dev"));
    await next.ledger.open();
    expect(next.ledger.of("c").map(({ runId, status, tokens }) => [runId, status, tokens])).toEqual([
      ["r11", "running", null],
      ["r10", "error", 3],
    ]);
  });

  test("of windows that were closed long ago move into one file", async () => {
    const closed = open(createWindowFiles(parent, "dev"));
    closed.note(runAt(10));
    await closed.ledger.end();
    const [name = ""] = await readdir(folder);
    await utimes(join(folder, name), 1, 1);
    const next = open(createWindowFiles(parent, "dev"));
    await next.ledger.open();
    next.note(runAt(11));
    await next.ledger.end();
    expect(await readdir(folder)).toHaveLength(1);
    const last = open(createWindowFiles(parent, "dev"));
    await last.ledger.open();
    expect(last.ids()).toEqual(["r11", "r10"]);
  });

  test("go with their connection", async () => {
    for (const id of ["a", "b"]) await createWindowFiles(parent, id).write("[]");
    await keepOnlyFolders(parent, ["b"]);
    expect(await readdir(parent)).toEqual(["b"]);
  });

  test("that can't be written are told of, and stay known", async () => {
    const files = { read: async () => [], write: () => Promise.reject(new Error("full")) };
    const { failures, ids, ledger, note } = open(files);
    note(runAt(10));
    await ledger.end();
    expect([String(failures[0]), ids()]).toEqual(["Error: full", ["r10"]]);
  });
});

describe("the health of a cron whose runs are deleted", () => {
  const twelve = Date.parse("2026-11-30T12:00:05Z");

  async function seen() {
    const memory = new MemoryServer([cron]);
    const clock = { now: twelve };
    const { connection, store } = createServers({ dev: memory }, {}, () => clock.now, parent);
    const dev = connection("dev");
    await store.refresh(dev);
    /** A run that the server has while somebody opens the cron. */
    const show = async (hour: number) => {
      memory.threads.push(
        threadWith({
          thread_id: `t${hour}`,
          created_at: runAt(hour).created_at,
          status: "busy",
          metadata: { assistant_id: cron.assistant_id },
        }),
      );
      memory.runs.set(`t${hour}`, [runAt(hour, { thread_id: `t${hour}` })]);
      clock.now = Date.parse(`2026-11-30T${hour}:00:05Z`);
      await store.refresh(dev);
      await store.runs(dev, store.cron(dev, "c") ?? cron);
    };
    const remove = () => {
      memory.threads.length = 0;
      memory.runs.clear();
    };
    return {
      clock,
      connection,
      dev,
      health: () => store.health(dev, store.cron(dev, "c") ?? cron),
      memory,
      remove,
      show,
      store,
    };
  }

  test("is running while its run is there, and unknown after that, never missed", async () => {
    const { clock, dev, health, remove, show, store } = await seen();
    await show(12);
    expect(health().kind).toBe("running");
    remove();
    clock.now += 60_000;
    await store.refresh(dev);
    expect(health()).toMatchObject({ kind: "scheduled", lastRun: { result: "unknown" } });
    await store.runs(dev, cron);
    expect(health().kind).toBe("scheduled");
    expect(store.seenRuns(dev, cron).map(({ sight }) => sight.runId)).toEqual(["r12"]);
  });
});
