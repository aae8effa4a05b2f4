import { describe, expect, test } from "vitest";
import { finishOpenSubmissions } from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { isLockThread } from "../../../../../src/core/lifecycle/lease/lockThread";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { Journal } from "../../../../../src/core/lifecycle/submission/submission";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import type { Cron } from "../../../../../src/core/server/cron";
import { createRequest } from "../../../../../src/core/server/requests/createRequest";
import { graphAssistantId } from "../../../../../src/core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { problemOf } from "../../../../support/failureOf";
import { cronOf, ModelClient } from "../simulation/modelClient";
import { doubtMilliseconds } from "../simulation/modelNetwork";
import { failure } from "../simulation/modelServer";
import { useHashAtOnce } from "../simulation/useHashAtOnce";

useHashAtOnce();

const submission = "33333333-3333-4333-8333-333333333333";
const rowsOf = (client: ModelClient) => [...client.model.rows.values()];

test("a new cron: seen on the server, fenced, switched on; lock and journal are gone", async () => {
  const client = new ModelClient();
  const outcome = await client.submit();
  expect(outcome).toMatchObject({ kind: "created", took: "own", notTaken: [], cron: { enabled: true } });
  expect(cronOf(outcome).metadata[metadataKeys.hash]).toBe(await cronHash(cronOf(outcome)));
  expect([client.model.threads.size, client.process.machine.journal.size]).toEqual([0, 0]);
});

test("a lock that was not let go stays in the journal when another submit finds the cron", async () => {
  const client = new ModelClient();
  client.model.create(
    createRequest({ thread_id: null, assistant_id: "agent", schedule: "*/5 * * * *" }, { name: null }),
    0,
  );
  // 27 requests, then the lock of the cron is let go.
  client.plan([...Array.from({ length: 27 }, () => "none" as const), "blocked"]);
  expect(await client.submit({}, {}, "yes")).toMatchObject({ took: "unnamed" });
  const left = [...client.process.machine.journal.values()];
  expect(left).toMatchObject([{ onlyLock: true, otherLocks: [expect.stringMatching("^cron ")] }]);
  expect(await client.submit({ schedule: "*/15 * * * *" })).toMatchObject({ kind: "updated" });
  expect([...client.process.machine.journal.values()]).toEqual(left);
});

test("the same once more: unchanged, with one look and no lock", async () => {
  const client = new ModelClient();
  await client.submit();
  const claims = client.sent("claim");
  expect(await client.submit()).toMatchObject({ kind: "unchanged", took: "own" });
  expect(client.sent("claim")).toBe(claims);
});

test("a create that is answered with an error each time ends after three attempts (A7)", async () => {
  const client = new ModelClient();
  const calm = Array.from({ length: 8 }, () => "none" as const);
  // info, look, claim, the lock of all names, look, unnamed, two of the lock; then each create fails, with a touch, a look and two of the lock between.
  const failing = ["error", "none", "none", "none", "none"] as const;
  client.plan([...calm, ...failing, ...failing, ...failing]);
  const told: unknown[] = [];
  const onProgress = (progress: unknown) => told.push(progress);
  expect(await problemOf(client.submit({}, { onProgress }))).toMatchObject({ kind: "serverError", status: 500 });
  expect(client.sent("create")).toBe(3);
  expect(told).toContainEqual(expect.objectContaining({ step: "waitingAfterDoubt", attempt: 2 }));
  expect(rowsOf(client)).toEqual([]);
});

describe("an identical cron from a script (A13)", () => {
  const withScripts = async () => {
    const client = new ModelClient();
    const given = { thread_id: null, assistant_id: graphAssistantId("agent"), schedule: "*/5 * * * *" };
    const made = await client.until(client.process.server.createCron(createRequest(given, { name: null })));
    return { client, made };
  };

  test("is asked about, and nothing is created without an answer", async () => {
    const { client, made } = await withScripts();
    expect(await client.submit()).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: made.cron_id }] });
    expect(rowsOf(client).length).toBe(1);
  });

  test("is adopted: it keeps its id, and the next submit finds it", async () => {
    const { client, made } = await withScripts();
    const outcome = await client.submit({}, {}, "yes");
    expect(outcome).toMatchObject({ kind: "updated", took: "unnamed", cron: { cron_id: made.cron_id, enabled: true } });
    expect(await client.submit()).toMatchObject({ kind: "unchanged", took: "own" });
    expect(rowsOf(client).length).toBe(1);
  });

  test("or another one is created beside it", async () => {
    const { client } = await withScripts();
    expect(await client.submit({}, {}, "another")).toMatchObject({ kind: "created" });
    expect(rowsOf(client).length).toBe(2);
  });

  test("one that differs is not asked about", async () => {
    const { client } = await withScripts();
    expect(await client.submit({ input: { m: 1 } })).toMatchObject({ kind: "created" });
    expect(client.asked).toEqual([]);
  });
});

test("what a PATCH did not apply is named, and does not count as changed on the server (B1)", async () => {
  const client = new ModelClient({ keepsEndTime: true });
  await client.submit({ end_time: "2099-01-01T00:00:00Z" });
  expect(await client.submit()).toMatchObject({ kind: "updated", changed: ["end_time"], notTaken: ["end_time"] });
  expect(await client.submit()).toMatchObject({ kind: "updated", notTaken: ["end_time"] });
  expect(client.asked).toEqual([]);
});

test("keys that the server strips are not a change (B12)", async () => {
  const client = new ModelClient();
  const config = { metadata: { thread_id: "y", kind: "w" }, configurable: { langgraph_request_id: "z" } };
  await client.submit({ config });
  expect(await client.submit({ config })).toMatchObject({ kind: "unchanged", notTaken: [] });
  expect(client.asked).toEqual([]);
});

test("a cron that a person pauses at the last moment is not deleted and recreated", async () => {
  const client = new ModelClient();
  const { journal, server } = client.process;
  const { cron_id } = cronOf(await client.submit());
  const write: Journal["write"] = async (entry) => {
    await journal.write(entry);
    if (entry.replaces !== undefined) await server.patchCron(cron_id, { enabled: false });
  };
  const change = { journal: { ...journal, write } };
  const outcome = await client.submit({ multitask_strategy: "reject" }, change, "yes");
  expect(outcome).toMatchObject({ kind: "needsRecreate", cron: { cron_id, enabled: false } });
  expect(rowsOf(client)).toMatchObject([{ cron_id, enabled: false }]);
  expect([client.model.threads.size, client.process.machine.journal.size]).toEqual([0, 0]);
});

test("a submit whose journal fails at the end reports how it ended", async () => {
  const client = new ModelClient();
  const { journal } = client.process;
  const remove = () => Promise.reject(new Error("EBUSY"));
  expect(await client.submit({}, { journal: { ...journal, remove } })).toMatchObject({ kind: "created" });
  expect(rowsOf(client)).toMatchObject([{ enabled: true }]);
});

describe("if threads can't be created", () => {
  const given = { thread_id: null, assistant_id: graphAssistantId("agent"), schedule: "*/5 * * * *" };
  const make = ({ process }: ModelClient, enabled: boolean, metadata: Cron["metadata"]) =>
    process.server.createCron(createRequest({ ...given, enabled, metadata }, { name: null }));

  test("a submit creates its cron, and leaves nothing in the journal", async () => {
    const client = new ModelClient({ refusesThreads: true });
    expect(await client.submit()).toMatchObject({ kind: "created", cron: { enabled: true } });
    expect(client.process.machine.journal.size).toBe(0);
  });

  test("what another submit has created and may switch on is not touched", async () => {
    const client = new ModelClient({ refusesThreads: true });
    const other = { [metadataKeys.name]: "report", [metadataKeys.submission]: submission };
    const { cron_id } = await client.until(make(client, false, other));
    expect(await client.submit()).toMatchObject({ kind: "created" });
    expect(client.model.rows.get(cron_id)).toMatchObject({ enabled: false });
  });

  test("a second look pauses the younger of two, also if one of them was adopted", async () => {
    const client = new ModelClient({ refusesThreads: true });
    const { server } = client.process;
    const script = await client.until(make(client, true, {}));
    const rival = { [metadataKeys.name]: "report", [metadataKeys.submission]: submission, [metadataKeys.hash]: "0" };
    const patchCron: AgentServer["patchCron"] = async (id, body, options) => {
      if (client.model.rows.size === 1) await make(client, true, rival);
      return server.patchCron(id, body, options);
    };
    const outcome = await client.submit({}, { server: { ...server, patchCron } }, "yes");
    expect(outcome).toMatchObject({ kind: "updated", took: "unnamed", cron: { cron_id: script.cron_id } });
    expect(rowsOf(client).filter(({ enabled }) => enabled)).toMatchObject([{ cron_id: script.cron_id }]);
  });
});

test("a lock thread is distinguished from a conversation", () => {
  expect(isLockThread({ metadata: { [metadataKeys.lock]: "name a" } })).toBe(true);
  expect(isLockThread({ metadata: { title: "a" } })).toBe(false);
});

describe("a server whose time-zone data differ from ours (B4)", () => {
  const zone = "Australia/Lord_Howe";
  const given = { schedule: "0 * * * *", timezone: zone };

  /** Without the half hour that its clocks go forward in summer. */
  const withoutSummer = () => {
    const client = new ModelClient();
    const { server } = client.process;
    const half = 30 * 60_000;
    const late = (cron: Cron): Cron => {
      const nextFullHour = Math.ceil((Date.parse(cron.updated_at) + half) / (2 * half)) * 2 * half;
      return { ...cron, next_run_date: new Date(nextFullHour - half).toISOString() };
    };
    const altered: AgentServer = {
      ...server,
      createCron: async (...args) => late(await server.createCron(...args)),
      patchCron: async (...args) => late(await server.patchCron(...args)),
      getCron: async (...args) => late(await server.getCron(...args)),
      searchCrons: async (...args) => (await server.searchCrons(...args)).map(late),
    };
    return { client, altered };
  };

  test("is asked about; without an answer the cron stays paused, and the cause is said", async () => {
    const { client, altered } = withoutSummer();
    const outcome = await client.submit(given, { server: altered });
    expect(outcome).toMatchObject({ kind: "mismatch", left: "paused", cause: "zoneData" });
    expect(client.asked.map(({ kind }) => kind)).toEqual(["serverTimes"]);
    expect(rowsOf(client)).toMatchObject([{ enabled: false }]);
  });

  test("is accepted permanently", async () => {
    const { client, altered } = withoutSummer();
    const made = cronOf(await client.submit(given, { server: altered }, "yes"));
    expect(made).toMatchObject({ enabled: true, metadata: { [metadataKeys.serverTimes]: zone } });
    await client.until(client.process.server.patchCron(made.cron_id, { enabled: false }));
    const again = await client.submit({ ...given, enabled: true }, { server: altered });
    expect(again).toMatchObject({ kind: "updated", cron: { enabled: true, cron_id: made.cron_id } });
    expect(client.asked.map(({ kind }) => kind)).toEqual(["serverTimes"]);
  });

  test("a pause without an answer does not come after it was switched on again", async () => {
    const { client, altered } = withoutSummer();
    await client.submit({ schedule: "*/15 * * * *", timezone: zone });
    const { clock, server } = client.process;
    let count = 0;
    const patchCron: AgentServer["patchCron"] = async (id, body, options) => {
      if (body.enabled !== false || count > 0) return altered.patchCron(id, body, options);
      count += 1;
      client.world.after(24_000, () => void server.patchCron(id, body).catch(() => undefined));
      await clock.sleep(20_000);
      throw failure({ kind: "timeout", milliseconds: 20_000 });
    };
    const outcome = await client.submit(given, { server: { ...altered, patchCron } }, "yes");
    expect(outcome).toMatchObject({ kind: "updated", cron: { enabled: true } });
    expect(rowsOf(client)).toMatchObject([{ enabled: true }]);
  });

  test("accepted times also count for a client that finishes an interrupted submit", async () => {
    const { client, altered } = withoutSummer();
    const { clock, journal } = client.process;
    const metadata = { [metadataKeys.serverTimes]: zone, [metadataKeys.submission]: submission };
    const request = createRequest(
      { thread_id: null, assistant_id: "agent", ...given, enabled: false, metadata },
      { name: null },
    );
    await client.until(altered.createCron(request));
    const entry = { submission, server: "server", begunAt: clock.now(), enabled: true, name: null, replaces: "gone" };
    await client.until(journal.write({ ...entry, schedule: given.schedule, timezone: zone }));
    const finishing = finishOpenSubmissions({
      server: altered,
      serverKey: "server",
      journal,
      clock,
      doubtMilliseconds,
    });
    expect(await client.until(finishing)).toMatchObject([{ outcome: "switchedOn" }]);
    expect(rowsOf(client)).toMatchObject([{ enabled: true }]);
  });

  test("a cron that is already switched on is paused before anybody is asked", async () => {
    const { client, altered } = withoutSummer();
    await client.submit({ schedule: "*/15 * * * *", timezone: zone });
    let wasOn: unknown;
    const confirm = async () => {
      wasOn = rowsOf(client)[0]?.enabled;
      return "no" as const;
    };
    const outcome = await client.submit(given, { server: altered, confirm });
    expect(outcome).toMatchObject({ kind: "mismatch", left: "paused", cause: "zoneData" });
    expect(wasOn).toBe(false);
  });
});
