import { beforeEach, describe, expect, test } from "vitest";
import { readRuns } from "../../../../src/core/known/readRuns";
import { RunTable } from "../../../../src/core/known/runTable";
import { ThreadTable } from "../../../../src/core/known/threadTable";
import type { Run } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { connectionWith } from "../../support/memoryConnections";
import { MemoryServer } from "../../support/memoryServer";

const cron = cronWith({ cron_id: "ours", assistant_id: "agent", thread_id: "t" });
let changed: string[];
let cut: string[];
let table: RunTable;
let now: number;

beforeEach(() => {
  changed = [];
  cut = [];
  now = 5;
  table = new RunTable(
    () => now,
    (id) => changed.push(id),
    (id) => cut.push(id),
  );
});

const run = (run_id: string, given: Partial<Run> = {}) =>
  ownRunWith({ run_id, thread_id: "t", cron_id: "ours", assistant_id: "agent", ...given });
const page = (runs: readonly Run[], offset = 0, isLast = false) => ({ runs, offset, isLast });
const ids = () => table.of(cron)?.runs.map(({ run_id }) => run_id);

describe("the runs of a thread", () => {
  test("serve all crons on it, and stay the same object until they are read again", () => {
    table.read().add("t", page([run("3", { cron_id: null }), run("2"), run("1", { cron_id: "other" })], 0, true));
    const known = table.of(cron);
    expect(known).toMatchObject({ runs: [{ run_id: "2" }], isAll: true, readAt: 5, newest: { run_id: "3" } });
    expect(table.of(cron)).toBe(known);
    expect(table.of({ ...cron, cron_id: "other" })?.runs).toMatchObject([{ run_id: "1" }]);
    expect([table.of({ ...cron, thread_id: "u" }), table.of({ ...cron, thread_id: null })]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("where the server does not say whose they are, are those of the cron's assistant", () => {
    const runs = [run("2", { cron_id: undefined }), run("1", { cron_id: undefined, assistant_id: "other" })];
    table.read().add("t", page(runs));
    expect(ids()).toEqual(["2"]);
  });

  test("go on where newer ones meet them, and begin anew behind a gap", () => {
    table.read().add("t", page([run("2"), run("1")], 0, true));
    table.read().add("t", page([run("3"), run("2", { status: "error" })]));
    expect([ids(), table.of(cron)?.isAll, table.of(cron)?.runs[1]?.status]).toEqual([["3", "2", "1"], true, "error"]);
    expect(cut).toEqual([]);
    table.read().add("t", page([run("9"), run("8")]));
    expect([ids(), table.of(cron)?.isAll, cut]).toEqual([["9", "8"], false, ["t"]]);
  });

  test("get older ones at their end, each once, though newer ones have come meanwhile", () => {
    table.read().add("t", page([run("4"), run("3")]));
    table.read().add("t", page([run("3"), run("2")], 2));
    table.read().add("t", page([run("1")], 3, true));
    expect([ids(), table.of(cron)?.isAll, table.count("t")]).toEqual([["4", "3", "2", "1"], true, 4]);
    table.read().add("t", page([run("0")], 9, true));
    expect(ids()).toEqual(["4", "3", "2", "1"]);
  });

  test("get no newer ones at their end, where so many have come that the older ones stand further down", () => {
    const at = (minute: number) => run(String(minute), { created_at: `2026-11-26T09:0${minute}:00Z` });
    table.read().add("t", page([at(4), at(3)]));
    table.read().add("t", page([at(7), at(6)], 2));
    expect([ids(), table.of(cron)?.isAll]).toEqual([["4", "3"], false]);
    table.read().add("t", page([at(5), at(4), at(3), at(2)], 2, true));
    expect([ids(), table.of(cron)?.isAll]).toEqual([["4", "3", "2"], true]);
  });

  test("lose one that the server has deleted", () => {
    table.read().add("t", page([run("3"), run("2"), run("1")], 0, true));
    table.read().add("t", page([run("3"), run("1")], 0, true));
    expect(ids()).toEqual(["3", "1"]);
  });

  test("are those of the later reading, whichever answer comes first", () => {
    const old = table.read();
    now = 7;
    table.read().add("t", page([run("2"), run("1")], 0, true));
    old.add("t", page([run("1")], 0, true));
    expect([ids(), table.of(cron)?.readAt]).toEqual([["2", "1"], 7]);
  });

  test("keep one that was started while they were being read", () => {
    table.read().add("t", page([run("1")], 0, true));
    const reading = table.read();
    table.start(run("2", { status: "pending" }));
    expect(ids()).toEqual(["2", "1"]);
    reading.add("t", page([run("1")], 0, true));
    expect(ids()).toEqual(["2", "1"]);
    table.read().add("t", page([run("1")], 0, true));
    expect(ids()).toEqual(["1"]);
  });

  test("are told of only if they have changed", () => {
    table.read().add("t", page([run("1")], 0, true));
    table.read().add("t", page([run("1")], 0, true));
    expect(changed).toEqual(["t"]);
    table.read().add("t", page([run("1", { status: "error" })], 0, true));
    expect(changed).toEqual(["t", "t"]);
  });
});

describe("reading them", () => {
  const many = (count: number, given: Partial<Run>) =>
    Array.from({ length: count }, (_, index) => run(`${given.cron_id} ${index}`, given));

  async function read(runs: readonly Run[], more = false) {
    const server = new MemoryServer();
    server.runs.set("t", [...runs]);
    const keeping = {
      ...server.api,
      runs: async (id: string, asked: { limit: number; offset: number }) => {
        const reading = table.read();
        const found = await server.api.runs(id, asked);
        reading.add(id, page(found, asked.offset, found.length < asked.limit));
        return found;
      },
    };
    const record = {
      asOf: undefined,
      connection: connectionWith(),
      runs: table,
      threads: new ThreadTable(() => undefined),
    };
    await readRuns(keeping, record, { ...cron, thread_id: "t" }, more, 0);
    return server.count("runs");
  }

  test("ends with ten of the cron", async () => {
    expect(await read([...many(20, { cron_id: "ours" }), ...many(295, { cron_id: "other" })])).toBe(1);
    expect(ids()).toHaveLength(20);
  });

  test("ends with the thread's last 300, and goes on from there when more are wanted", async () => {
    const all = [...many(295, { cron_id: "other" }), ...many(20, { cron_id: "ours" })];
    expect(await read(all)).toBe(3);
    expect(ids()).toHaveLength(5);
    expect(await read(all, true)).toBe(1);
    expect([ids()?.length, table.of(cron)?.isAll]).toEqual([20, true]);
  });

  /** Newest first. */
  const inTime = (from: number, to: number) =>
    Array.from({ length: from - to + 1 }, (_, index) => {
      const created_at = new Date(Date.UTC(2026, 10, 26) + (from - index) * 60_000).toISOString();
      return run(String(from - index), { created_at });
    });

  test.each([0, 1, 99, 100, 101, 199, 250, 350])(
    "goes on in order when more are wanted and %d have come meanwhile",
    async (count) => {
      await read(inTime(500, 1));
      const before = ids()?.length ?? 0;
      await read(inTime(500 + count, 1), true);
      const after = ids()?.map(Number) ?? [];
      expect(after).toEqual(after.map((_, index) => (after[0] ?? 0) - index));
      expect(after.length > before || after[0] === 500 + count).toBe(true);
    },
  );
});
