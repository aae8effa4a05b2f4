import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApplyOutcome, applyPlan, setLockName } from "../../../../src/core/apply/applyPlan";
import type { CronArguments } from "../../../../src/core/arguments/cronArguments";
import { finishOpenSubmissions } from "../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { acquireLease } from "../../../../src/core/lifecycle/lease/acquireLease";
import { noLease } from "../../../../src/core/lifecycle/lease/lease";
import { findCrons } from "../../../../src/core/lifecycle/onServer/findCrons";
import { submitCron } from "../../../../src/core/lifecycle/submit/submitCron";
import { planCrons } from "../../../../src/core/plan/planCrons";
import type { PlanDraft, PlannedChange } from "../../../../src/core/plan/plannedChange";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { capabilitiesOf } from "../../../../src/core/server/capabilities";
import type { Cron } from "../../../../src/core/server/cron";
import { createRequest } from "../../../../src/core/server/requests/createRequest";
import { graphAssistantId } from "../../../../src/core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { hashAtOnce } from "../lifecycle/simulation/hashAtOnce";
import { ModelClient } from "../lifecycle/simulation/modelClient";
import { doubtMilliseconds } from "../lifecycle/simulation/modelNetwork";
import { ModelMachine, ModelProcess } from "../lifecycle/simulation/modelProcess";

/** The laws of an apply, on a model of the server. */

let restore: () => void;
beforeAll(() => {
  restore = hashAtOnce();
});
afterAll(() => restore());

const agent = graphAssistantId("agent");
const base: CronArguments = { thread_id: null, assistant_id: agent, schedule: "*/5 * * * *" };
const names = ["one", "two", "three"] as const;
type Name = (typeof names)[number];

const spec: fc.Arbitrary<CronArguments> = fc
  .record(
    {
      schedule: fc.constantFrom("*/5 * * * *", "0 * * * *"),
      input: fc.constantFrom({ m: 1 }, { m: 2 }),
      metadata: fc.constant({ team: "red" }),
      enabled: fc.boolean(),
      // Only a new cron can have another assistant.
      assistant_id: fc.constantFrom(agent, graphAssistantId("other")),
    },
    { requiredKeys: [] },
  )
  .map((given) => ({ ...base, ...given }));
const specs = fc.record({ one: spec, two: spec, three: spec });
type Specs = Readonly<Record<Name, CronArguments>>;

type Step =
  | { readonly kind: "submit" | "script"; readonly name: Name; readonly spec: CronArguments }
  | { readonly kind: "pause" | "edit" | "delete" | "double"; readonly name: Name };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("submit" as const, "script" as const), name: fc.constantFrom(...names), spec }),
  fc.record({
    kind: fc.constantFrom("pause" as const, "edit" as const, "delete" as const, "double" as const),
    name: fc.constantFrom(...names),
  }),
);

async function take(client: ModelClient, each: Step): Promise<void> {
  const { model, world } = client;
  const [first] = rowsOf(client, each.name);
  if (each.kind === "submit") await client.submit(each.spec, { name: each.name }, "yes");
  else if (each.kind === "script") model.create(createRequest(each.spec, { name: null }), world.now);
  else if (each.kind === "double") model.create(createRequest(base, { name: each.name }), world.now);
  else if (first === undefined) return;
  else if (each.kind === "delete") model.delete(first.cron_id);
  else model.patch(first.cron_id, each.kind === "pause" ? { enabled: false } : { schedule: "0 9 * * *" });
}

function rowsOf({ model }: ModelClient, name: Name): readonly Cron[] {
  return [...model.rows.values()].filter(({ metadata }) => metadata[metadataKeys.name] === name);
}

/** What a cron is now, without what the server writes by itself; undefined if it is gone. */
function contentOf({ model }: ModelClient, cron: Cron | undefined): string | undefined {
  const row = cron === undefined ? undefined : model.rows.get(cron.cron_id);
  return row === undefined ? undefined : JSON.stringify({ ...row, next_run_date: null, updated_at: null });
}

type Change = PlannedChange<PlanDraft>;

async function planOf({ server, clock }: ModelProcess, wanted: Specs): Promise<readonly Change[]> {
  const crons = await findCrons(server, {});
  const checked = names.map((name) => ({ draft: { name, arguments: { ...wanted[name] } }, findings: [] }));
  const capabilities = capabilitiesOf({ product: "agentServer", version: "0.16.7" });
  return planCrons(checked, { crons, capabilities, dialect: standardDialect, now: clock.now() });
}

async function carryOut(
  client: ModelClient,
  process: ModelProcess,
  changes: readonly Change[],
  wanted: Specs,
  lease = noLease,
) {
  const { clock, journal, server } = process;
  const outcomes = new Map<string, ApplyOutcome>();
  await applyPlan({
    changes: changes
      .filter(({ action }) => action !== "nothing" && action !== "conflict")
      .map((change) => ({
        change,
        ready: { draft: change.draft, arguments: wanted[change.draft.name as Name], secrets: [] },
      })),
    lease,
    clock,
    concurrency: 2,
    submit: (ready, { action }, { beat, onLook }) =>
      submitCron({
        server,
        journal,
        clock,
        serverKey: "server",
        arguments: ready.arguments,
        name: ready.draft.name,
        newSubmission: () => client.world.uuid(),
        doubtMilliseconds,
        onProgress: beat,
        onLook,
        confirm: async ({ kind }) => (kind === action ? "yes" : "no"),
      }),
    onOutcome: ({ draft }, outcome) => void outcomes.set(draft.name, outcome),
  });
  return outcomes;
}

/** The whole of an apply, as the command does it. */
async function apply(client: ModelClient, process: ModelProcess, wanted: Specs) {
  const { clock, journal, server } = process;
  await finishOpenSubmissions({
    server,
    journal,
    clock,
    serverKey: "server",
    isAlive: () => false,
    waitsForHolder: () => true,
  });
  const owner = client.world.uuid();
  const lease = await acquireLease({ server, clock, lockName: setLockName("set"), owner, doubtMilliseconds });
  try {
    return await carryOut(client, process, await planOf(process, wanted), wanted, lease);
  } finally {
    await lease.release();
  }
}

const steps = fc.array(step, { maxLength: 4 });
const alone = (client: ModelClient) => client.process;

test("after an apply the plan is empty, but for what somebody has to decide", async () => {
  await fc.assert(
    fc.asyncProperty(steps, specs, async (before, wanted) => {
      // Of two crons of one name a submit leaves the paused one as it is.
      fc.pre(before.every(({ kind }) => kind !== "double"));
      const client = new ModelClient();
      for (const each of before) await take(client, each);
      const first = await client.until(planOf(alone(client), wanted));
      await client.until(apply(client, alone(client), wanted));
      const second = await client.until(planOf(alone(client), wanted));
      for (const [at, { action }] of first.entries()) {
        expect(second[at]?.action).toBe(action === "conflict" ? "conflict" : "nothing");
      }
      expect([client.model.threads.size, client.process.machine.journal.size]).toEqual([0, 0]);
    }),
    { numRuns: 100 },
  );
});

test("of equal specs one takes over a script's cron, and each has its own in the end", async () => {
  const client = new ModelClient();
  await take(client, { kind: "script", name: "one", spec: base });
  await take(client, { kind: "script", name: "one", spec: base });
  const wanted = { one: base, two: base, three: base };
  const plan = await client.until(planOf(client.process, wanted));
  expect(plan.map(({ action }) => action)).toEqual(["adopt", "adopt", "create"]);
  const outcomes = await client.until(apply(client, client.process, wanted));
  expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(["submitted", "submitted", "submitted"]);
  expect([client.model.rows.size, ...names.map((name) => rowsOf(client, name).length)]).toEqual([3, 1, 1, 1]);
});

test("a cron that was to be taken over, and that somebody else has named, is not created instead", async () => {
  const client = new ModelClient();
  await take(client, { kind: "script", name: "one", spec: base });
  const wanted = { one: base, two: { ...base, input: { m: 1 } }, three: { ...base, input: { m: 2 } } };
  const changes = await client.until(planOf(client.process, wanted));
  await take(client, { kind: "submit", name: "three", spec: base });
  const outcomes = await client.until(carryOut(client, client.process, changes, wanted));
  expect(names.map((name) => outcomes.get(name)?.kind)).toEqual(["moved", "submitted", "moved"]);
  expect(names.map((name) => rowsOf(client, name).length)).toEqual([0, 1, 1]);
});

test("a plan that has become old changes nothing that moved, and all else", async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      specs,
      fc.array(step, { minLength: 1, maxLength: 3 }),
      async (before, wanted, meanwhile) => {
        const client = new ModelClient();
        for (const each of before) await take(client, each);
        const changes = await client.until(planOf(alone(client), wanted));
        const old = changes.map(({ cron }) => contentOf(client, cron));
        for (const each of meanwhile) await take(client, each);
        const found = names.map((name) => JSON.stringify(rowsOf(client, name)));
        const moved = changes.map(({ action, cron, draft }, at) => {
          const isNew = action === "create" || action === "adopt";
          return contentOf(client, cron) !== old[at] || (isNew && rowsOf(client, draft.name as Name).length > 0);
        });
        const outcomes = await client.until(carryOut(client, alone(client), changes, wanted));
        // Another cron may have come that a submit finds itself: of this name, or an equal one of a script.
        const isCalm = meanwhile.every(({ kind }) => kind !== "script" && kind !== "double");
        for (const [at, name] of names.entries()) {
          if (moved[at] === true) expect(JSON.stringify(rowsOf(client, name))).toBe(found[at]);
          else if (isCalm) expect(outcomes.get(name)?.kind ?? "submitted").toBe("submitted");
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("an apply that dies anywhere, then planned and applied again, comes to the same end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 2 }),
      specs,
      fc.integer({ min: 1, max: 150 }),
      async (before, wanted, dieAt) => {
        fc.pre(before.every(({ kind }) => kind !== "double" && kind !== "edit"));
        const client = new ModelClient();
        for (const each of before) await take(client, each);
        const { machine, truth } = client.process;
        const end = { dieAt, stallAt: null, stallMilliseconds: 0 };
        const dying = new ModelProcess("dying", machine, client.world, client.network, truth, end);
        void apply(client, dying, wanted);
        await client.world.run(100_000);
        const next = new ModelProcess("next", machine, client.world, client.network, truth, { ...end, dieAt: null });
        await client.until(apply(client, next, wanted));
        const plan = await client.until(planOf(next, wanted));
        expect(plan.map(({ action }) => action)).toEqual(["nothing", "nothing", "nothing"]);
        for (const name of names) expect(rowsOf(client, name)).toHaveLength(1);
      },
    ),
    { numRuns: 100 },
  );
});

test("two applies at once leave one cron a name, as the files say", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 2 }), specs, async (before, wanted) => {
      fc.pre(before.every(({ kind }) => kind !== "double" && kind !== "edit"));
      const client = new ModelClient();
      for (const each of before) await take(client, each);
      const { truth } = client.process;
      const others = ["first", "second"].map((title) => {
        const never = { dieAt: null, stallAt: null, stallMilliseconds: 0 };
        return new ModelProcess(title, new ModelMachine(title, false), client.world, client.network, truth, never);
      });
      await client.until(Promise.all(others.map((process) => apply(client, process, wanted))));
      const plan = await client.until(planOf(client.process, wanted));
      expect(plan.map(({ action }) => action)).toEqual(["nothing", "nothing", "nothing"]);
      for (const name of names) expect(rowsOf(client, name)).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
});

test("a server that refuses one cron is asked for the others; one that can't be used, for none", async () => {
  const wanted = { one: base, two: base, three: base };
  const changesOf = async () => {
    const client = new ModelClient();
    return { client, changes: await client.until(planOf(client.process, wanted)) };
  };
  const refusing = await changesOf();
  // info, look, claim, look, unnamed, then two of the lock, and the create.
  refusing.client.plan(["none", "none", "none", "none", "none", "none", "none", "none", "refused"]);
  const some = await refusing.client.until(
    carryOut(refusing.client, refusing.client.process, refusing.changes, wanted),
  );
  expect([...some.values()].filter(({ kind }) => kind === "submitted").length).toBeGreaterThanOrEqual(2);

  const gone = await changesOf();
  gone.client.plan(Array.from({ length: 2_000 }, () => "drop" as const));
  const none = await gone.client.until(carryOut(gone.client, gone.client.process, gone.changes, wanted));
  expect([...none.values()].map(({ kind }) => kind).sort()).toEqual(["notTried", "refused", "refused"]);
  expect(gone.client.model.rows.size).toBe(0);
});
