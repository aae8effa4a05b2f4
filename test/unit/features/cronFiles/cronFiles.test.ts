import fc from "fast-check";
import { expect, it } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json";
import type { Cron } from "../../../../src/core/server/cron";
import { specName } from "../../../../src/core/server/stored/specName";
import { parseSpecFile, type SpecFile } from "../../../../src/core/specFile/parseSpecFile";
import { CronFiles } from "../../../../src/features/cronFiles/cronFiles";
import type { FileScope } from "../../../../src/platform/app/fileNode";
import { cronWith } from "../../../fixtures/cronWith";
import { connectionWith } from "../../support/memoryConnections";
import { settle } from "../../support/settle";

const connection = connectionWith();
const scope: FileScope = { id: "dev", connectionId: "dev" };

/** A workspace and a server, as the port shows them. */
class World {
  readonly texts = new Map<string, SpecFile>();
  readonly crons = new Map<string, Cron>();
  /** Ids of those whose payload was read. */
  readonly read = new Set<string>();
  isSeen = true;
  isComplete = true;
  isKnown = true;
  /** As an environment that has everything off. */
  isOff = false;
  /** The set of its environment; undefined: it is about none. */
  set: string | null | undefined = undefined;
  /** Names that were asked for. */
  readonly asks: (readonly string[])[] = [];
  fails = false;
  changes = 0;
  readonly files = this.open();

  open(): CronFiles {
    return new CronFiles({
      scoped: async () => [
        {
          scope,
          connection,
          files: new Map([...this.texts].sort(([one], [other]) => (one < other ? -1 : 1))),
          asThere: (raw) => (this.isOff ? { ...raw, enabled: false } : raw),
          set: this.set,
        },
      ],
      known: () => {
        if (!this.isKnown) return undefined;
        const crons = [...this.crons.values()].map((cron) => this.shown(cron));
        return {
          crons,
          isComplete: this.isComplete,
          patches: true,
          named: (name) => crons.filter((cron) => specName(cron) === name),
        };
      },
      hasError: ({ schedule }) => schedule === "wrong",
      read: async (_connection, names) => {
        this.asks.push(names);
        await Promise.resolve();
        if (this.fails) return;
        for (const cron of this.crons.values()) if (names.includes(specName(cron) ?? "")) this.read.add(cron.cron_id);
      },
      isSeen: () => this.isSeen,
      changed: () => {
        this.changes += 1;
      },
    });
  }

  write(file: string, name: string, schedule: string, more: JsonObject = {}): void {
    const text = schedule === "broken" ? "{" : JSON.stringify({ ...spec(name, schedule), ...more });
    this.texts.set(file, parseSpecFile(text, name));
  }

  put(id: string, name: string, schedule: string, enabled: boolean, marks: JsonObject = {}): void {
    this.read.delete(id);
    const updated_at = new Date(1_800_000_000_000 + this.crons.size + this.asks.length + this.time++).toISOString();
    const metadata = { langgraph_crons_name: name, ...marks };
    this.crons.set(
      id,
      cronWith({ cron_id: id, schedule, enabled, metadata, updated_at, payload: { input: {}, assistant_id: "agent" } }),
    );
  }

  /** `name row` for each: what a person sees. */
  rows(files = this.files): readonly string[] {
    return (files.of(scope)?.rows ?? []).map(({ file, name, standing }) => `${file} ${name} ${standing}`);
  }

  private time = 0;

  private shown(cron: Cron): Cron {
    if (this.read.has(cron.cron_id)) return cron;
    const { payload: _payload, ...rest } = cron;
    return rest;
  }
}

function spec(name: string, schedule: string) {
  const { assistant_id } = cronWith({});
  return { name, thread_id: null, assistant_id, schedule, input: {} };
}

/** Also waits for what it asks, and for what it says of that. */
async function update(world: World): Promise<void> {
  for (let time = 0; time < 2; time += 1) {
    await world.files.update();
    await settle();
  }
  await world.files.update();
}

it("says how each spec stands, and which crons have no file", async () => {
  const world = new World();
  world.write("a", "same", "0 9 * * *");
  world.write("b", "other", "0 8 * * *");
  world.write("c", "new", "0 7 * * *");
  world.write("d", "bad", "wrong");
  world.write("e", "torn", "broken");
  world.write("f", "twice", "0 6 * * *");
  world.put("1", "same", "0 9 * * *", true);
  world.put("2", "other", "0 9 * * *", true);
  world.put("3", "twice", "0 6 * * *", true);
  world.put("4", "twice", "0 6 * * *", true);
  world.put("5", "elsewhere", "0 5 * * *", true);
  await update(world);
  expect(world.rows()).toEqual([
    "a same inSync",
    "b other differs",
    "c new notSubmitted",
    "d bad error",
    "e torn error",
    "f twice duplicate",
  ]);
  expect(world.files.of(scope)?.rows[1]?.names).toEqual(["schedule"]);
  expect(world.files.of(scope)?.onlyOnServer.map(({ cron_id }) => cron_id)).toEqual(["5"]);
  expect(["b", "e", "none"].map((file) => world.files.standingOf(file))).toEqual(["differs", "error", undefined]);
});

it("compares a spec as its environment has it", async () => {
  const world = new World();
  world.isOff = true;
  world.write("a", "on", "0 9 * * *");
  world.write("b", "off", "0 9 * * *");
  world.put("1", "on", "0 9 * * *", true);
  world.put("2", "off", "0 9 * * *", false);
  await update(world);
  expect(world.rows()).toEqual(["a on differs", "b off inSync"]);
});

it("compares whose a cron is, as a plan of the environment does", async () => {
  const world = new World();
  const inSet = { langgraph_crons_set: "reports" };
  const kept = { langgraph_crons_protect: "yes" };
  world.write("a", "as-planned", "0 9 * * *", { protect: true });
  world.put("1", "as-planned", "0 9 * * *", true, { ...inSet, ...kept });
  world.write("b", "unprotected", "0 9 * * *", { protect: true });
  world.put("2", "unprotected", "0 9 * * *", true, inSet);
  world.write("c", "not-in-set", "0 9 * * *");
  world.put("3", "not-in-set", "0 9 * * *", true);
  world.write("d", "neither", "0 9 * * *", { protect: true });
  world.put("4", "neither", "0 9 * * *", true);
  world.write("e", "theirs", "0 9 * * *");
  world.put("5", "theirs", "0 9 * * *", true, { langgraph_crons_set: "billing" });
  world.set = "reports";
  await update(world);
  const told = () => world.files.of(scope)?.rows.map(({ inSet: set, names, standing }) => [standing, ...names, set]);
  expect(told()).toEqual([
    ["inSync", undefined],
    ["differs", "protect", undefined],
    ["differs", "set", undefined],
    ["differs", "set", "protect", undefined],
    ["anotherSet", "billing"],
  ]);
  // Without an environment nobody says which set it is to be: a submit leaves it.
  world.set = undefined;
  await update(world);
  expect(told()).toEqual([
    ["inSync", "reports"],
    ["differs", "protect", "reports"],
    ["inSync", undefined],
    ["differs", "protect", undefined],
    ["inSync", "billing"],
  ]);
  // An environment whose file names no set leaves alone what has one.
  world.set = null;
  await update(world);
  expect(told()?.map(([standing]) => standing)).toEqual([
    "anotherSet",
    "anotherSet",
    "inSync",
    "differs",
    "anotherSet",
  ]);
});

it("without a server, or before all is read, it claims nothing", async () => {
  const world = new World();
  world.write("a", "daily", "0 9 * * *");
  world.isKnown = false;
  await update(world);
  expect(world.rows()).toEqual(["a daily unknown"]);
  world.isKnown = true;
  world.isComplete = false;
  await update(world);
  expect(world.rows()).toEqual(["a daily unknown"]);
});

it("asks for nothing while nobody sees it, and once somebody does, for each version of a cron once", async () => {
  const world = new World();
  world.isSeen = false;
  world.fails = true;
  world.write("a", "daily", "0 9 * * *");
  world.put("1", "daily", "0 9 * * *", true);
  await update(world);
  expect([world.asks, world.rows()]).toEqual([[], ["a daily unknown"]]);
  world.isSeen = true;
  for (let time = 0; time < 5; time += 1) await update(world);
  expect(world.asks).toEqual([["daily"]]);
  world.fails = false;
  world.files.forget();
  await update(world);
  expect([world.asks.length, world.rows()]).toEqual([2, ["a daily inSync"]]);
});

const names = fc.constantFrom("a", "b", "c");
const schedules = fc.constantFrom("0 9 * * *", "0 8 * * *", "wrong", "broken");
const moves = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), file: names, name: names, schedule: schedules }),
  fc.record({ kind: fc.constant("delete" as const), file: names }),
  fc.record({
    kind: fc.constant("put" as const),
    id: fc.constantFrom("1", "2", "3", "4"),
    name: fc.constantFrom("a", "b", "c", "d"),
    schedule: fc.constantFrom("0 9 * * *", "0 8 * * *"),
    enabled: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("remove" as const), id: fc.constantFrom("1", "2", "3", "4") }),
  fc.record({
    kind: fc.constantFrom("see" as const, "fail" as const, "know" as const, "complete" as const),
    is: fc.boolean(),
  }),
  fc.constant({ kind: "wait" as const }),
);

it("in any order of events it says in the end what a new window would, and asks no more than there are versions", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(moves, { maxLength: 40 }), async (all) => {
      const world = new World();
      let versions = 0;
      for (const move of all) {
        if (move.kind === "write") world.write(move.file, move.name, move.schedule);
        if (move.kind === "delete") world.texts.delete(move.file);
        if (move.kind === "put") {
          world.put(move.id, move.name, move.schedule, move.enabled);
          versions += 1;
        }
        if (move.kind === "remove") world.crons.delete(move.id);
        if (move.kind === "see") world.isSeen = move.is;
        if (move.kind === "fail") world.fails = move.is;
        if (move.kind === "know") world.isKnown = move.is;
        if (move.kind === "complete") world.isComplete = move.is;
        const asked = world.asks.length;
        if (move.kind === "wait") await settle();
        else void world.files.update();
        if (!world.isSeen && move.kind !== "wait") expect(world.asks.length).toBe(asked);
      }
      await settle();
      await update(world);
      expect(world.asks.length).toBeLessThanOrEqual(versions);
      const fresh = world.open();
      world.isSeen = false;
      await fresh.update();
      expect(world.rows()).toEqual(world.rows(fresh));
      const { changes } = world;
      await update(world);
      expect(world.changes).toBe(changes);
    }),
    { numRuns: Number(process.env.MODEL_RUNS ?? 40) },
  );
});
