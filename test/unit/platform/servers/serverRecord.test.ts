import { beforeEach, describe, expect, test } from "vitest";
import { findCrons } from "../../../../src/core/lifecycle/onServer/findCrons";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { refOf } from "../../../../src/platform/servers/cronRef";
import { readNamed } from "../../../../src/platform/servers/readNamed";
import { type ServerChange, ServerRecord } from "../../../../src/platform/servers/serverRecord";
import { recentCrons, snapshotOf } from "../../../../src/platform/servers/serverSnapshot";
import { cronWith } from "../../../fixtures/cronWith";
import { connectionWith } from "../../support/memoryConnections";
import { MemoryServer } from "../../support/memoryServer";

const info = { product: "agentServer", version: "0.16.7", hasCrons: true } as const;
const a = cronWith({ cron_id: "a" });
const b = cronWith({ cron_id: "b" });

let told: ServerChange[];
let record: ServerRecord;

beforeEach(() => {
  told = [];
  record = new ServerRecord(connectionWith(), (change) => told.push(change));
});

const added = () => told.map((change) => change.added);

describe("what is known of a server", () => {
  test("is reported once, and not if nothing has changed", () => {
    record.publish();
    expect(told).toEqual([]);
    record.crons.write().written(a);
    record.publish();
    record.publish();
    expect(told).toEqual([{ connection: connectionWith(), state: false, added: ["a"], removed: [], changed: [] }]);
    record.state = { kind: "connecting" };
    record.state = { kind: "connecting" };
    record.publish();
    record.publish();
    expect(told.slice(1)).toEqual([{ connection: connectionWith(), state: true, added: [], removed: [], changed: [] }]);
  });

  test("is no longer reported when the connection is closed", () => {
    record.crons.write().written(a);
    record.closed.abort();
    record.publish();
    expect(told).toEqual([]);
  });

  test("arrives when it is known what the server is, and since when", () => {
    expect(record.arrive(1)).toBe(false);
    record.info = info;
    expect(record.arrive()).toBe(false);
    expect(record.state).toEqual({ kind: "unknown" });
    expect(record.arrive(5)).toBe(true);
    expect([record.state, record.asOf]).toEqual([{ kind: "ready", info }, 5]);
    expect(record.arrive()).toBe(true);
    expect(record.asOf).toBe(5);
  });

  test("stays while the server is silent, and is removed with a refusal", () => {
    record.info = info;
    record.arrive(5);
    record.crons.write().written(a);
    record.isComplete = true;
    record.assistants = [{ assistant_id: "x", graph_id: "agent", name: "X" }];
    record.fail({ kind: "unreachable", reason: "ECONNREFUSED" });
    expect([record.crons.all, record.asOf, record.isComplete, record.assistants.length]).toEqual([[a], 5, true, 1]);
    record.fail({ kind: "unauthorized", status: 401, detail: "", keySent: true });
    expect(record.state).toMatchObject({ kind: "problem", problem: { kind: "unauthorized" } });
    expect([record.crons.all, record.asOf, record.isComplete]).toEqual([[], undefined, false]);
    expect([record.assistants, record.threadList]).toEqual([[], undefined]);
  });

  test("is recent for five minutes, as long as all of it is there", () => {
    const all = { state: { kind: "ready", info }, asOf: 1_000, crons: [a], isComplete: true } as const;
    expect(recentCrons(all, 1_000 + 299_999)).toEqual([a]);
    expect(recentCrons(all, 1_000 + 300_000)).toBeUndefined();
    expect(recentCrons({ ...all, isComplete: false }, 1_000)).toBeUndefined();
    expect(recentCrons({ ...all, asOf: undefined }, 1_000)).toBeUndefined();
    const silent = { kind: "problem", problem: { kind: "unreachable", reason: "" } } as const;
    expect(recentCrons({ ...all, state: silent }, 1_000)).toBeUndefined();
    expect(snapshotOf(record)).toEqual({ state: { kind: "unknown" }, asOf: undefined, crons: [], isComplete: false });
  });
});

describe("what happens together", () => {
  test("is reported at the end, and separate changes as they come", async () => {
    await record.together(async () => {
      record.crons.write().written(a);
      record.publish();
      expect(told).toEqual([]);
      const waited = await record.apart(async () => {
        expect(added()).toEqual([["a"]]);
        record.crons.write().written(b);
        record.publish();
        expect(added()).toEqual([["a"], ["b"]]);
        return "waited";
      });
      expect(waited).toBe("waited");
      record.crons.write().removed("a");
      record.publish();
      expect(told).toHaveLength(2);
    });
    expect(told.map(({ removed }) => removed)).toEqual([[], [], ["a"]]);
  });

  test("is reported even if it fails", async () => {
    const failing = record.together(async () => {
      await expect(record.apart(() => Promise.reject(new Error("left")))).rejects.toThrow("left");
      record.crons.write().written(a);
      record.publish();
      expect(told).toEqual([]);
      throw new Error("failed");
    });
    await expect(failing).rejects.toThrow("failed");
    expect(added()).toEqual([["a"]]);
  });
});

describe("crons by their specs' names", () => {
  const named = (cron_id: string, name: string) => cronWith({ cron_id, metadata: { [metadataKeys.name]: name } });

  test("are requested one by one, and deleted ones are removed", async () => {
    const server = new MemoryServer([named("one", "first"), named("two", "second")]);
    const write = record.crons.write();
    write.written(named("gone", "first"));
    record.crons.write().written(named("other", "third"));
    await readNamed(record, server.api, findCrons, ["first", "second"]);
    expect(server.cronQueries.map(({ metadata }) => metadata)).toEqual([
      { [metadataKeys.name]: "first" },
      { [metadataKeys.name]: "second" },
    ]);
    expect(record.crons.all.map(({ cron_id }) => cron_id).sort()).toEqual(["one", "other", "two"]);
  });

  test("are searched among all if there are more than twenty, and no others are kept", async () => {
    const names = Array.from({ length: 21 }, (_, index) => `name ${index}`);
    const server = new MemoryServer([named("one", "name 1"), named("other", "elsewhere")]);
    await readNamed(record, server.api, findCrons, names);
    expect(server.cronQueries.map(({ metadata }) => metadata ?? {})).toEqual([{}]);
    expect(record.crons.all.map(({ cron_id }) => cron_id)).toEqual(["one"]);
    server.cronQueries.length = 0;
    await readNamed(record, server.api, findCrons, names.slice(1));
    expect(server.cronQueries).toHaveLength(20);
  });
});

test("a cron is identified by its connection and its id", () => {
  expect(refOf(connectionWith({ id: "prod" }), a)).toEqual({ connectionId: "prod", cronId: "a" });
});
