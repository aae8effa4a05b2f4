import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChangeSet } from "../../../../src/core/known/changeSet";
import { CronTable } from "../../../../src/core/known/cronTable";
import type { Cron } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";

const cron = (id: string, given: Partial<Cron> = {}) => cronWith({ cron_id: id, ...given });

function createTable(...crons: readonly Cron[]) {
  const changes = new ChangeSet();
  const table = new CronTable(changes, () => 0);
  const read = (...list: readonly Cron[]) => {
    const reading = table.read();
    reading.add(list);
    reading.end(() => true);
  };
  read(...crons);
  changes.take();
  return { table, changes, read };
}

describe("what has changed", () => {
  test("is nothing if a list is the same, and the list stays the same array", () => {
    const { table, changes, read } = createTable(cron("a"), cron("b"));
    const before = table.all;
    read({ ...cron("b") }, { ...cron("a"), metadata: {} });
    expect(changes.take()).toBeUndefined();
    expect(table.all).toBe(before);
  });

  test("is reported by id, and once", () => {
    const { table, changes, read } = createTable(cron("a"), cron("b"));
    read(cron("b", { schedule: "1 1 * * *" }), cron("c"));
    expect(changes.take()).toEqual({ added: ["c"], removed: ["a"], changed: ["b"] });
    expect(changes.take()).toBeUndefined();
    expect(table.all.map(({ cron_id }) => cron_id)).toEqual(["b", "c"]);
  });

  test.each([
    ["added", ["added", "changed"], { added: ["a"], removed: [], changed: [] }],
    ["nothing", ["added", "removed"], undefined],
    ["changed", ["removed", "added"], { added: [], removed: [], changed: ["a"] }],
    ["removed", ["changed", "removed"], { added: [], removed: ["a"], changed: [] }],
    ["changed", ["changed", "changed"], { added: [], removed: [], changed: ["a"] }],
  ] as const)("is %s after %j", (_name, kinds, expected) => {
    const changes = new ChangeSet();
    for (const kind of kinds) changes.add("a", kind);
    expect(changes.take()).toEqual(expected);
  });
});

describe("payloads", () => {
  const payload = { input: { x: 1 } };

  test("stay known while a list shows that nothing else has changed; a run is not a change", () => {
    const { table, changes, read } = createTable(cron("a", { payload }));
    read(cron("a", { next_run_date: "2027-01-01T00:00:00Z" }));
    expect(table.get("a")).toMatchObject({ payload, next_run_date: "2027-01-01T00:00:00Z" });
    expect(changes.take()?.changed).toEqual(["a"]);
  });

  test.each([
    ["was updated", { updated_at: "2026-11-02T00:00:00+00:00" }],
    ["says something else", { metadata: { langgraph_crons_hash: "x" } }],
  ])("are no longer known if the cron %s", (_name, given) => {
    const { table, read } = createTable(cron("a", { payload }));
    read(cron("a", given));
    expect(table.get("a")?.payload).toBeUndefined();
  });

  test("are not known to hold on a server that does not say when a cron was updated", () => {
    const { table, read } = createTable(cron("a", { payload, updated_at: "" }));
    read(cron("a", { updated_at: "" }));
    expect(table.get("a")?.payload).toBeUndefined();
  });

  test("that come for the first time are not a change, others are", () => {
    const { table, changes, read } = createTable(cron("a"));
    read(cron("a", { payload }));
    expect(changes.take()).toBeUndefined();
    expect(table.get("a")?.payload).toEqual(payload);
    read(cron("a", { payload: { input: { x: 2 } } }));
    expect(changes.take()?.changed).toEqual(["a"]);
  });
});

describe("crons of a spec's name", () => {
  test("are found, also after a change", () => {
    const named = (id: string, name: unknown) => cron(id, { metadata: { langgraph_crons_name: name as string } });
    const { table, read } = createTable(named("a", "x"), named("b", "x"), named("c", "y"), named("d", 7));
    expect(table.named("x").map(({ cron_id }) => cron_id)).toEqual(["a", "b"]);
    read(named("a", "y"));
    expect([table.named("x"), table.named("y").map(({ cron_id }) => cron_id)]).toEqual([[], ["a"]]);
  });

  test("a read of some leaves the others alone", () => {
    const { table } = createTable(cron("a", { schedule: "x" }), cron("b"));
    const reading = table.read();
    reading.end(({ schedule }) => schedule === "x");
    expect(table.all.map(({ cron_id }) => cron_id)).toEqual(["b"]);
  });
});

describe("answers that overlap", () => {
  const at = (second: number, given: Partial<Cron> = {}) =>
    cron("a", { schedule: `v${second}`, updated_at: new Date(second * 1000).toISOString(), ...given });
  const shown = (table: CronTable) => table.get("a")?.schedule;

  test("a write outranks a read that began before it ended, whatever their clocks say", () => {
    const { table } = createTable(at(1));
    const read = table.read();
    table.write().written(at(2));
    // Another node of the server, whose clock is ahead.
    read.add([at(9)]);
    expect(shown(table)).toBe("v2");
    read.end(() => true);
    const later = table.read();
    later.add([at(3)]);
    expect(shown(table)).toBe("v3");
  });

  test("of two reads the one that was updated later is shown, whichever came first", () => {
    for (const [first, second] of [
      [2, 3],
      [3, 2],
    ] as const) {
      const { table } = createTable(at(1));
      const [one, other] = [table.read(), table.read()];
      one.add([at(first)]);
      other.add([at(second)]);
      expect(shown(table)).toBe("v3");
      const [third, fourth] = [table.read(), table.read()];
      fourth.add([at(first + 2)]);
      third.add([at(second + 2)]);
      expect(shown(table)).toBe("v5");
    }
  });

  test("if that is unclear, the read that began later is", () => {
    for (const updated_at of ["", at(1).updated_at]) {
      const { table } = createTable(at(1, { updated_at }));
      const [one, other] = [table.read(), table.read()];
      other.add([at(3, { updated_at })]);
      one.add([at(2, { updated_at })]);
      expect(shown(table)).toBe("v3");
      other.drop();
      one.drop();
      const [third, fourth] = [table.read(), table.read()];
      third.add([at(4, { updated_at })]);
      fourth.add([at(5, { updated_at })]);
      expect(shown(table)).toBe("v5");
    }
  });

  test("of two writes the one that was updated later is shown; if that is unclear, the one that ended later", () => {
    const { table } = createTable(at(1));
    const [one, other] = [table.write(), table.write()];
    other.written(at(3));
    one.written(at(2));
    expect(shown(table)).toBe("v3");
    const [third, fourth] = [table.write(), table.write()];
    fourth.written(at(5, { updated_at: "" }));
    third.written(at(4, { updated_at: "" }));
    expect(shown(table)).toBe("v4");
  });

  test("a row from a write, or from a later read, is not removed by an older list", () => {
    const { table } = createTable();
    const older = table.read();
    table.write().written(at(1));
    older.end(() => true);
    expect(shown(table)).toBe("v1");
    const [one, other] = [table.read(), table.read()];
    other.add([at(1)]);
    one.end(() => true);
    expect(shown(table)).toBe("v1");
    const newest = table.read();
    newest.end(() => true);
    expect(shown(table)).toBeUndefined();
  });

  test("a row that an older read has shown in between stays while the list has it too", () => {
    const { table } = createTable();
    const [older, list] = [table.read(), table.read()];
    older.add([at(3)]);
    list.add([at(2)]);
    list.end(() => true);
    expect(shown(table)).toBe("v3");
  });

  test("a deleted cron does not come back with an older answer, but does with a newer one", () => {
    const { table } = createTable(at(1));
    const [read, write] = [table.read(), table.write()];
    table.write().removed("a");
    read.add([at(1)]);
    write.written(at(2));
    expect(shown(table)).toBeUndefined();
    read.drop();
    table.write().written(at(3));
    expect(shown(table)).toBe("v3");
  });

  test("after everything is cleared, nothing comes back with an answer that is still on its way", () => {
    const { changes, table } = createTable(at(1));
    const read = table.read();
    table.clear();
    read.add([at(1)]);
    expect(table.all).toEqual([]);
    expect(changes.take()?.removed).toEqual(["a"]);
  });
});

/** A cron's versions as the server has them: each change is one later. */
class Server {
  readonly versions = new Map([
    ["a", 1],
    ["b", 1],
    ["c", 1],
  ]);
  private last = 1;

  change(id: string): number | undefined {
    if (!this.versions.has(id)) return undefined;
    this.last += 1;
    this.versions.set(id, this.last);
    return this.last;
  }

  cronOf(id: string, version: number): Cron {
    return cron(id, { schedule: String(version), updated_at: new Date(version * 1000).toISOString() });
  }

  list(): readonly Cron[] {
    return [...this.versions].map(([id, version]) => this.cronOf(id, version));
  }
}

const request = fc.oneof(
  fc.record({ kind: fc.constantFrom("readAll", "otherClient" as const), id: fc.constantFrom("a", "b", "c") }),
  fc.record({ kind: fc.constantFrom("write", "delete", "readOne" as const), id: fc.constantFrom("a", "b", "c") }),
);

test("no row ever shows an older state than a write of this window that has ended, in any order of reads and writes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(request, { minLength: 1, maxLength: 10 }), async (s, requests) => {
      const server = new Server();
      const { table, changes } = createTable(...server.list());
      const replica = new Map(table.all.map((each) => [each.cron_id, each]));
      /** By id: the version that the last write to end has made; infinite: deleted. */
      const ended = new Map<string, number>();
      const end = (id: string, version: number) => ended.set(id, Math.max(version, ended.get(id) ?? 0));
      const check = () => {
        for (const [id, version] of ended) {
          const shown = table.get(id);
          if (version === Number.POSITIVE_INFINITY) expect(shown).toBeUndefined();
          else if (shown !== undefined) expect(Number(shown.schedule)).toBeGreaterThanOrEqual(version);
        }
        const news = changes.take() ?? { added: [], changed: [], removed: [] };
        for (const id of [...news.added, ...news.changed]) replica.set(id, table.get(id) as Cron);
        for (const id of news.removed) replica.delete(id);
        expect([...replica.values()].sort(byId)).toEqual([...table.all].sort(byId));
      };
      const send = async ({ kind, id }: (typeof requests)[number]) => {
        await s.schedule(Promise.resolve(), `${kind} ${id} begins`);
        if (kind === "otherClient") return void server.change(id);
        const reading = kind === "readAll" || kind === "readOne" ? table.read() : undefined;
        const writing = reading === undefined ? table.write() : undefined;
        await s.schedule(Promise.resolve(), `${kind} ${id} arrives`);
        const version = kind === "write" ? server.change(id) : server.versions.get(id);
        const list = server.list().filter(({ cron_id }) => kind === "readAll" || cron_id === id);
        if (kind === "delete") server.versions.delete(id);
        await s.schedule(Promise.resolve(), `${kind} ${id} is answered`);
        reading?.add(list);
        reading?.end(({ cron_id }) => kind === "readAll" || cron_id === id);
        if (kind === "write" && version !== undefined) {
          writing?.written(server.cronOf(id, version));
          end(id, version);
        } else if (writing !== undefined) {
          writing.removed(id);
          end(id, Number.POSITIVE_INFINITY);
        }
        check();
      };
      const all = requests.map(send);
      await s.waitFor(Promise.all(all));
      // Once all is quiet, a list sets everything right.
      const reading = table.read();
      reading.add(server.list());
      reading.end(() => true);
      check();
      expect([...table.all].sort(byId)).toEqual([...server.list()].sort(byId));
    }),
    { numRuns: 2_000 },
  );
});

function byId(one: Cron, other: Cron): number {
  return one.cron_id < other.cron_id ? -1 : 1;
}
