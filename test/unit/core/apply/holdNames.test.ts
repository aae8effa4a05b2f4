import { expect, test } from "vitest";
import { type ApplyOutcome, applyPlan } from "../../../../src/core/apply/applyPlan";
import { type HoldNamesOptions, holdNames } from "../../../../src/core/apply/holdNames";
import { acquireLease } from "../../../../src/core/lifecycle/lease/acquireLease";
import { noLease } from "../../../../src/core/lifecycle/lease/lease";
import { rootId } from "../../../../src/core/lifecycle/lease/leaseChain";
import { namesLock } from "../../../../src/core/lifecycle/lease/lockName";
import { LockOwner } from "../../../../src/core/lifecycle/lease/lockOwner";
import { findCrons } from "../../../../src/core/lifecycle/onServer/findCrons";
import { submitCron } from "../../../../src/core/lifecycle/submit/submitCron";
import { planCrons } from "../../../../src/core/plan/planCrons";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { capabilitiesOf } from "../../../../src/core/server/capabilities";
import { createRequest } from "../../../../src/core/server/requests/createRequest";
import { ModelClient } from "../lifecycle/simulation/modelClient";
import { doubtMilliseconds } from "../lifecycle/simulation/modelNetwork";
import { useHashAtOnce } from "../lifecycle/simulation/useHashAtOnce";
import { base } from "./modelApply";

useHashAtOnce();

function hold(client: ModelClient, change: Partial<HoldNamesOptions> = {}) {
  const { clock, journal, server } = client.process;
  const options = { server, journal, clock, doubtMilliseconds, serverKey: "server", owner: "me", concurrency: 4 };
  const own = { newSubmission: () => client.world.uuid(), names: ["one", "two"], beat: () => undefined };
  return holdNames({ ...options, ...own, ...change });
}

function applyAll(client: ModelClient, names: readonly string[], seen: (name: string) => void = () => undefined) {
  const { clock, journal, server } = client.process;
  const outcomes = new Map<string, ApplyOutcome>();
  const act = async () => {
    const crons = await findCrons(server, {});
    const drafts = names.map((name) => ({ draft: { name, arguments: { ...base } }, findings: [] }));
    const capabilities = capabilitiesOf({ product: "agentServer", version: "0.16.7" });
    const facts = { crons, capabilities, dialect: standardDialect, set: null, now: clock.now() };
    await applyPlan({
      changes: (await planCrons(drafts, facts)).map((change) => {
        return { change, ready: { draft: change.draft, arguments: base, secrets: [] } };
      }),
      lease: noLease,
      clock,
      concurrency: 4,
      holdNames: (some, beat) => hold(client, { names: some, beat }),
      submit: ({ draft: { name } }, _change, { beat, ...port }) =>
        submitCron({
          ...{ server, journal, clock, doubtMilliseconds, name, arguments: base, serverKey: "server" },
          ...port,
          knownCrons: () => crons,
          newSubmission: () => client.world.uuid(),
          onProgress: ({ step }) => {
            beat();
            seen(`${name} ${step}`);
          },
          confirm: async () => "no",
        }),
      onOutcome: ({ draft }, outcome) => void outcomes.set(draft.name, outcome),
    });
    return outcomes;
  };
  return client.until(act());
}

const kindOf = (outcome: ApplyOutcome | undefined) =>
  outcome?.kind === "submitted" ? outcome.outcome.kind : outcome?.kind;
const many = Array.from({ length: 100 }, (_, at) => `n${at}`);
const left = ({ model, process }: ModelClient) => [model.threads.size, process.machine.journal.size];

test("each of many new crons costs a create and a switch, and all else is shared", async () => {
  const client = new ModelClient();
  const outcomes = await applyAll(client, many);
  expect(new Set([...outcomes.values()].map(kindOf))).toEqual(new Set(["created"]));
  expect([...client.model.rows.values()].filter(({ enabled }) => enabled)).toHaveLength(many.length);
  expect([client.sent("create"), client.sent("patch enabled"), client.sent("claim")]).toEqual([100, 100, 1]);
  expect([client.sent("list"), client.sent("searchThreads"), client.sent("info")]).toEqual([1, 1, 1]);
  expect(client.sent("")).toBeLessThan(2.5 * many.length);
  expect(left(client)).toEqual([0, 0]);
});

test("a name that somebody locks, or has, goes its own way, once the others are done", async () => {
  const client = new ModelClient();
  const { clock, server } = client.process;
  const acquire = { server, clock, owner: new LockOwner("other"), doubtMilliseconds, lockName: "name n7" };
  const other = await client.until(acquireLease(acquire));
  client.model.create(createRequest(base, { name: "n8" }), client.world.now);
  client.world.after(20_000, () => void other.release());
  const ends: string[] = [];
  const outcomes = await applyAll(client, many.slice(0, 20), (text) => ends.push(text));
  expect([kindOf(outcomes.get("n7")), kindOf(outcomes.get("n8"))]).toEqual(["created", "unchanged"]);
  expect(outcomes.size).toBe(20);
  expect(client.model.rows.size).toBe(20);
  expect(ends.indexOf("n7 waitingForOthers")).toBeGreaterThan(ends.lastIndexOf("n9 switchingOn"));
  expect(left(client)).toEqual([0, 0]);
});

test("lost answers cost those that they concern a wait, and nobody a second cron", async () => {
  const client = new ModelClient();
  client.plan([
    ...Array.from({ length: 9 }, () => "none" as const),
    "reset",
    "drop",
    "errorDone",
    "late",
    "none",
    "hang",
  ]);
  const outcomes = await applyAll(client, many);
  expect(new Set([...outcomes.values()].map(kindOf))).toEqual(new Set(["created"]));
  expect([...client.model.rows.values()].map(({ enabled }) => enabled)).toEqual(many.map(() => true));
  expect(left(client)).toEqual([0, 0]);
});

test("of one that is deleted before it is on, another is made, and no longer together with the others", async () => {
  const client = new ModelClient();
  const { model } = client;
  let isDeleted = false;
  const outcomes = await applyAll(client, many.slice(0, 30), (text) => {
    if (text !== "n5 switchingOn" || isDeleted) return;
    isDeleted = true;
    for (const { cron_id, metadata } of model.rows.values())
      if (metadata.langgraph_crons_name === "n5") model.delete(cron_id);
  });
  expect([isDeleted, kindOf(outcomes.get("n5")), model.rows.size]).toEqual([true, "created", 30]);
  expect([...model.rows.values()].every(({ enabled }) => enabled)).toBe(true);
  expect(left(client)).toEqual([0, 0]);
});

test("the lock is noted as long as it is there", async () => {
  const client = new ModelClient();
  const held = await client.until(hold(client));
  expect([...client.model.threads.keys()]).toEqual([rootId(namesLock)]);
  const entries = [...client.process.machine.journal.values()];
  expect(entries).toMatchObject([{ onlyLock: true, otherLocks: [namesLock], owner: "me", name: null }]);
  await client.until(held?.close() ?? Promise.reject(new Error("not held")));
  expect(left(client)).toEqual([0, 0]);
});

test.each([
  ["threads can't be made", { refusesThreads: true }],
  ["crons can't be made paused", { version: "0.7.14" }],
  ["paused crons can't be switched on", { version: "0.7.20" }],
])("where %s, each submit is on its own", async (_what, traits) => {
  const client = new ModelClient(traits);
  expect(await client.until(hold(client))).toBeUndefined();
  expect(left(client)).toEqual([0, 0]);
});

test("where auth stamps threads, which others may not see then, each submit is on its own", async () => {
  const client = new ModelClient();
  const { server } = client.process;
  const claimThread: typeof server.claimThread = (id, metadata) => server.claimThread(id, { ...metadata, owner: "u" });
  expect(await client.until(hold(client, { server: { ...server, claimThread } }))).toBeUndefined();
  expect(left(client)).toEqual([0, 0]);
});

test.each([0, 2, 3, 4])("a server that fails at its request %i leaves each submit on its own", async (at) => {
  const client = new ModelClient();
  client.plan([
    ...Array.from({ length: at }, () => "none" as const),
    ...Array.from({ length: 3 }, () => "error" as const),
  ]);
  expect(await client.until(hold(client))).toBeUndefined();
  expect(left(client)).toEqual([0, 0]);
});
