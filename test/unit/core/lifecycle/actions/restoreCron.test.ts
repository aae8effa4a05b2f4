import { expect, test } from "vitest";
import { type RestoreOptions, restoreCron } from "../../../../../src/core/lifecycle/actions/restoreCron";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { problemOf } from "../../../../support/failureOf";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";

const { hash, keys, name, replaces, serverTimes, submission } = metadataKeys;
const payload = { assistant_id: "a", input: { topic: "x" }, webhook: "https://a.test/hook", durability: "sync" };
/** As the server in memory reads it. */
const schedule = "0 9 1 12 *";
const old = cronWith({ cron_id: "old", thread_id: "t", schedule, payload, metadata: { team: "red", owner: "me" } });
const named = { ...old, metadata: { ...old.metadata, [name]: "daily", [submission]: "s0", [hash]: "0".repeat(64) } };

let count = 0;
/** Ten times as fast as real, so that one waits while the other works. */
const together = {
  now: Date.now,
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds / 10)),
};

function restoring(server: MemoryServer, cron: Cron = old, change: Partial<RestoreOptions> = {}) {
  return restoreCron({
    server: server.api,
    serverKey: "here",
    cron,
    wasThere: () => false,
    journal: memoryJournal(),
    clock: { now: () => 1_000, sleep: async () => undefined },
    newSubmission: () => `s${++count}`,
    doubtMilliseconds: 25_000,
    confirm: async () => "no",
    ...change,
  });
}

const left = (server: MemoryServer) => [...server.crons.values()];

test("the same cron is made again, with its own and with foreign metadata, paused first", async () => {
  const server = new MemoryServer();
  const made: (boolean | undefined)[] = [];
  const { createCron } = server.api;
  Object.assign(server.api, {
    createCron: async (...given: Parameters<typeof createCron>) => {
      const cron = await createCron(...given);
      made.push(cron.enabled);
      return cron;
    },
  });
  const marked = { ...named, metadata: { ...named.metadata, [keys]: JSON.stringify({ team: "set" }) } };
  const outcome = await restoring(server, marked);
  expect(outcome).toMatchObject({ kind: "created", notTaken: [], cron: { thread_id: "t", schedule, enabled: true } });
  const [cron] = left(server);
  expect(made).toEqual([false]);
  expect(cron?.payload).toMatchObject({ input: payload.input, webhook: payload.webhook, durability: "sync" });
  expect(cron?.metadata).toMatchObject({ team: "red", owner: "me", [name]: "daily" });
  // Which key a submit has set, and which others wrote, is known as before.
  expect(cron?.metadata[keys]).toBe(JSON.stringify({ team: "set" }));
  expect(cron?.metadata[hash]).toBe(cron && (await cronHash(cron)));
  expect(server.threads).toEqual([]);
});

test.each([
  ["by a person", named.metadata],
  ["by a submit that never finished", { ...named.metadata, [hash]: "made:1" }],
])("one that was paused %s stays paused", async (_by, metadata) => {
  const server = new MemoryServer();
  const outcome = await restoring(server, { ...named, metadata, enabled: false });
  expect(outcome).toMatchObject({ kind: "created", cron: { enabled: false } });
  expect(left(server)).toMatchObject([{ enabled: false, metadata: { [hash]: expect.not.stringContaining("made") } }]);
});

test("times that were accepted stay accepted, and what it replaced once is forgotten", async () => {
  const server = new MemoryServer();
  await restoring(server, { ...old, metadata: { [serverTimes]: "UTC", [replaces]: "older" } });
  expect(left(server)[0]?.metadata).toMatchObject({ [serverTimes]: "UTC" });
  expect(left(server)[0]?.metadata).toHaveProperty(replaces, old.cron_id);
});

test("where the name is in use nothing is made, and nothing is changed", async () => {
  const again = { ...named, cron_id: "again", schedule: "1 1 1 1 *", enabled: false };
  const server = new MemoryServer([again]);
  expect(await restoring(server, named)).toMatchObject({ kind: "exists", cron: { cron_id: "again" } });
  expect(left(server)).toEqual([again]);
  expect([server.count("createCron"), server.count("patchCron")]).toEqual([0, 0]);
});

test("a leftover of its name is no cron in use", async () => {
  const server = new MemoryServer([
    { ...named, cron_id: "leftover", enabled: false, metadata: { [name]: "daily", [submission]: "x" } },
  ]);
  expect(await restoring(server, named)).toMatchObject({ kind: "created" });
  expect(left(server).map(({ enabled }) => enabled)).toEqual([true]);
});

test("without a name, a leftover is none, and one of the same deletion goes", async () => {
  const paused = { ...old, enabled: false };
  const server = new MemoryServer([
    { ...paused, cron_id: "same", metadata: { [submission]: "x", [replaces]: old.cron_id } },
    { ...paused, cron_id: "other", metadata: { [submission]: "y" } },
  ]);
  expect(await restoring(server, paused)).toMatchObject({ kind: "created", cron: { enabled: false } });
  expect(left(server).map(({ cron_id }) => cron_id)).toEqual(["other", expect.any(String)]);
});

test("what replaces a cron of its name that is gone stands for it", async () => {
  const due = { ...named, cron_id: "due", enabled: false, metadata: { ...named.metadata, [hash]: "made:1:on:gone" } };
  const server = new MemoryServer([due]);
  expect(await restoring(server, named)).toMatchObject({ kind: "exists", cron: { cron_id: "due" } });
  expect(left(server)).toEqual([due]);
});

test("without a name, an equal cron that is new stands for it; one that was there, or differs, does not", async () => {
  const equal = { ...old, cron_id: "equal" };
  const others = [
    { ...equal, cron_id: "other input", payload: { ...payload, input: {} } },
    { ...equal, cron_id: "other thread", thread_id: "u" },
    { ...equal, cron_id: "named", metadata: { [name]: "x" } },
  ];
  const again = new MemoryServer([...others, equal]);
  expect(await restoring(again)).toMatchObject({ kind: "exists", cron: { cron_id: "equal" } });
  const twins = new MemoryServer([...others, equal]);
  expect(await restoring(twins, old, { wasThere: (id) => id === "equal" })).toMatchObject({ kind: "created" });
  expect(left(twins)).toHaveLength(5);
});

test("one that somebody has made again and paused counts too", async () => {
  const server = new MemoryServer([{ ...old, cron_id: "equal", enabled: false }]);
  expect(await restoring(server)).toMatchObject({ kind: "exists" });
});

test.each([
  ["a named cron", named],
  ["a cron without a name", old],
])("two at once make one of %s", async (_what, cron) => {
  const server = new MemoryServer();
  const outcomes = await Promise.all([
    restoring(server, cron, { clock: together }),
    restoring(server, cron, { clock: together }),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["created", "exists"]);
  expect(left(server)).toHaveLength(1);
});

test("after a lost answer to the create it is found, not made twice", async () => {
  const server = new MemoryServer();
  let lost = 0;
  const request = { method: "POST", path: "/runs/crons" } as const;
  server.pause = async (method, moment) => {
    if (method !== "createCron" || moment !== "answer" || lost > 0) return;
    lost += 1;
    throw new ServerFailure({ kind: "timeout", milliseconds: 1 }, request);
  };
  expect(await restoring(server)).toMatchObject({ kind: "created", cron: { enabled: true } });
  expect(left(server)).toHaveLength(1);
});

test("what the server refuses is an error, and leaves nothing", async () => {
  const server = new MemoryServer();
  const refused: ServerProblem = { kind: "rejected", status: 404, detail: "Thread not found", parameter: null };
  server.fails = (method) => (method === "createCron" ? refused : undefined);
  expect(await problemOf(restoring(server))).toEqual(refused);
  expect([left(server), server.threads]).toEqual([[], []]);
});
