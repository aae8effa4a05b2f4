import fc from "fast-check";
import { type ApplyOutcome, applyPlan, type PruneOutcome } from "../../../../src/core/apply/applyPlan";
import { holdNames } from "../../../../src/core/apply/holdNames";
import { pruneCron } from "../../../../src/core/apply/pruneCron";
import type { CronArguments } from "../../../../src/core/arguments/cronArguments";
import type { JsonValue } from "../../../../src/core/base/json";
import { finishOpenSubmissions } from "../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { acquireLease } from "../../../../src/core/lifecycle/lease/acquireLease";
import { noLease } from "../../../../src/core/lifecycle/lease/lease";
import { setLockName } from "../../../../src/core/lifecycle/lease/lockName";
import { LockOwner } from "../../../../src/core/lifecycle/lease/lockOwner";
import { findCrons } from "../../../../src/core/lifecycle/onServer/findCrons";
import { submitCron } from "../../../../src/core/lifecycle/submit/submitCron";
import { planCrons } from "../../../../src/core/plan/planCrons";
import type { PlanDraft, PlannedChange } from "../../../../src/core/plan/plannedChange";
import { type PlannedPrune, planPrune } from "../../../../src/core/plan/planPrune";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { capabilitiesOf } from "../../../../src/core/server/capabilities";
import type { Cron } from "../../../../src/core/server/cron";
import { createRequest } from "../../../../src/core/server/requests/createRequest";
import { graphAssistantId } from "../../../../src/core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { ModelClient } from "../lifecycle/simulation/modelClient";
import { doubtMilliseconds } from "../lifecycle/simulation/modelNetwork";
import { ModelMachine, ModelProcess } from "../lifecycle/simulation/modelProcess";

/** Plans and applies on a model of the server, as the commands do it. */

const agent = graphAssistantId("agent");
export const base: CronArguments = { thread_id: null, assistant_id: agent, schedule: "*/5 * * * *" };
export const names = ["one", "two", "three"] as const;
export type Name = (typeof names)[number];

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

/** The specs of a folder; those that are absent are gone. */
export type Specs = Partial<Readonly<Record<Name, CronArguments>>>;
export const allSpecs: fc.Arbitrary<Specs> = fc.record({ one: spec, two: spec, three: spec });
export const someSpecs: fc.Arbitrary<Specs> = fc.record({ one: spec, two: spec, three: spec }, { requiredKeys: [] });

export const ourSet = "ours";
const day = 24 * 60 * 60_000;
export const week = 7 * day;

export type Step =
  | { readonly kind: "submit" | "script"; readonly name: Name; readonly spec: CronArguments }
  | { readonly kind: "pause" | "edit" | "delete" | "double"; readonly name: Name };
export const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("submit" as const, "script" as const), name: fc.constantFrom(...names), spec }),
  fc.record({
    kind: fc.constantFrom("pause" as const, "edit" as const, "delete" as const, "double" as const),
    name: fc.constantFrom(...names),
  }),
);

/** What else comes about where crons belong to sets. */
export type SetStep =
  | Step
  | { readonly kind: "ours" | "theirs"; readonly name: Name; readonly spec: CronArguments; readonly protect: boolean }
  | { readonly kind: "forged"; readonly name: Name | null; readonly set: JsonValue }
  | { readonly kind: "copied"; readonly name: Name }
  | { readonly kind: "resume"; readonly name: Name }
  | { readonly kind: "later" };
export const setStep: fc.Arbitrary<SetStep> = fc.oneof(
  step,
  fc.record({
    kind: fc.constantFrom("ours" as const, "ours" as const, "theirs" as const),
    name: fc.constantFrom(...names),
    spec,
    protect: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("forged" as const),
    name: fc.constantFrom(...names, null),
    set: fc.constantFrom<JsonValue[]>(ourSet, "theirs", [ourSet], { set: ourSet }, 7, "", false),
  }),
  fc.record({ kind: fc.constantFrom("copied" as const, "resume" as const), name: fc.constantFrom(...names) }),
  fc.record({ kind: fc.constant("later" as const) }),
);

/** How often a law is tried; by hand more: `RUNS=10000 npx vitest run --project unit test/unit/core/apply`. */
export function runs(usual: number): number {
  return Number(process.env.RUNS ?? usual);
}

/** A client on whose server all of this has happened. */
export async function clientAfter(before: readonly SetStep[], client = new ModelClient()): Promise<ModelClient> {
  for (const each of before) await take(client, each);
  return client;
}

export async function take(client: ModelClient, each: SetStep): Promise<void> {
  const { model, world } = client;
  if (each.kind === "later") {
    world.now += day;
    return;
  }
  if (each.kind === "forged") {
    const metadata = {
      ...(each.name === null ? {} : { [metadataKeys.name]: each.name }),
      [metadataKeys.set]: each.set,
    };
    model.create({ ...createRequest({ ...base, metadata }, { name: null }) }, world.now);
    return;
  }
  const [first] = rowsOf(client, each.name);
  if (each.kind === "submit") await client.submit(each.spec, { name: each.name }, "yes");
  else if (each.kind === "ours" || each.kind === "theirs") {
    const ownership = { set: each.kind === "ours" ? ourSet : "theirs", protect: each.protect };
    await client.submit(each.spec, { name: each.name, ownership }, "yes").catch(() => undefined);
  } else if (each.kind === "script") model.create(createRequest(each.spec, { name: null }), world.now);
  else if (each.kind === "double") model.create(createRequest(base, { name: each.name }), world.now);
  else if (first === undefined) return;
  else if (each.kind === "copied") {
    model.create(createRequest({ ...base, input: { m: 3 }, metadata: first.metadata }, { name: null }), world.now);
  } else if (each.kind === "delete") model.delete(first.cron_id);
  else if (each.kind === "edit") model.patch(first.cron_id, { schedule: "0 9 * * *" });
  else model.patch(first.cron_id, { enabled: each.kind === "resume" });
}

export function rowsOf({ model }: ModelClient, name: Name): readonly Cron[] {
  return [...model.rows.values()].filter(({ metadata }) => metadata[metadataKeys.name] === name);
}

/** What a cron is now, without what the server writes by itself; undefined if it is gone. */
export function contentOf({ model }: ModelClient, cron: Cron | undefined): string | undefined {
  const row = cron === undefined ? undefined : model.rows.get(cron.cron_id);
  return row === undefined ? undefined : JSON.stringify({ ...row, next_run_date: null, updated_at: null });
}

export type Change = PlannedChange<PlanDraft>;

/** Whose crons are planned, and how those without a spec are pruned; absent: not at all. */
export interface PlanOf {
  readonly set: string | null;
  readonly graceMilliseconds?: number;
  readonly protected?: readonly Name[];
}

const noSet: PlanOf = { set: null };

interface Planned {
  readonly changes: readonly Change[];
  readonly prunes: readonly PlannedPrune[];
}

export async function planOf({ server, clock }: ModelProcess, wanted: Specs, of: PlanOf = noSet): Promise<Planned> {
  const crons = await findCrons(server, {});
  const checked = names.flatMap((name) => {
    const given = wanted[name];
    const protect = of.protected?.includes(name) === true;
    return given === undefined ? [] : [{ draft: { name, arguments: { ...given }, protect }, findings: [] }];
  });
  const capabilities = capabilitiesOf({ product: "agentServer", version: "0.16.7" });
  const facts = { crons, capabilities, dialect: standardDialect, set: of.set, now: clock.now() };
  const { graceMilliseconds, set } = of;
  const prunes =
    set === null || graceMilliseconds === undefined
      ? []
      : await planPrune({ ...facts, set, graceMilliseconds, names: new Set(Object.keys(wanted)) });
  return { changes: await planCrons(checked, facts), prunes };
}

/** The outcomes by a spec's name, or by the id of a cron without one. */
export async function carryOut(
  client: ModelClient,
  process: ModelProcess,
  { changes, prunes }: Planned,
  wanted: Specs,
  of: PlanOf = noSet,
  lease = noLease,
) {
  const { clock, journal, server } = process;
  const outcomes = new Map<string, ApplyOutcome | PruneOutcome>();
  await applyPlan({
    changes: changes
      .filter(({ action }) => action !== "nothing" && action !== "conflict")
      .map((change) => {
        const given = wanted[change.draft.name as Name] ?? base;
        return { change, ready: { draft: change.draft, arguments: given, secrets: [] } };
      }),
    lease,
    clock,
    concurrency: 2,
    holdNames: (names, beat) =>
      holdNames({
        names,
        concurrency: 2,
        server,
        serverKey: "server",
        journal,
        clock,
        newSubmission: () => client.world.uuid(),
        doubtMilliseconds,
        beat,
      }),
    submit: (ready, { action }, { beat, ...port }) =>
      submitCron({
        server,
        journal,
        clock,
        serverKey: "server",
        arguments: ready.arguments,
        name: ready.draft.name,
        ownership: { set: of.set, protect: ready.draft.protect === true },
        newSubmission: () => client.world.uuid(),
        doubtMilliseconds,
        onProgress: beat,
        ...port,
        confirm: async ({ kind }) => (kind === action ? "yes" : "no"),
      }),
    onOutcome: ({ draft }, outcome) => void outcomes.set(draft.name, outcome),
    prune: {
      crons: prunes.filter(({ action }) => action === "delete"),
      run: (planned) => pruneCron(server, planned, { clock, doubtMilliseconds }),
      onOutcome: ({ cron }, outcome) => void outcomes.set(cron.cron_id, outcome),
    },
  });
  return outcomes;
}

/** The whole of an apply, as the command does it. */
export async function apply(client: ModelClient, process: ModelProcess, wanted: Specs, of: PlanOf = noSet) {
  const { clock, journal, server } = process;
  await finishOpenSubmissions({
    server,
    journal,
    clock,
    serverKey: "server",
    isAlive: () => false,
    waitsForHolder: () => true,
  });
  const owner = new LockOwner(client.world.uuid());
  const lease = await acquireLease({ server, clock, lockName: setLockName("set"), owner, doubtMilliseconds });
  try {
    return await carryOut(client, process, await planOf(process, wanted, of), wanted, of, lease);
  } finally {
    await lease.release();
  }
}

const never = { dieAt: null, stallAt: null, stallMilliseconds: 0 };

/** Another process on the client's machine, which dies after so many of its steps; null: it doesn't. */
export function processOf({ network, process, world }: ModelClient, title: string, dieAt: number | null): ModelProcess {
  return new ModelProcess(title, process.machine, world, network, process.truth, { ...never, dieAt });
}

/** A process on another machine. */
export function elsewhere({ network, process, world }: ModelClient, title: string): ModelProcess {
  return new ModelProcess(title, new ModelMachine(title, false), world, network, process.truth, never);
}
