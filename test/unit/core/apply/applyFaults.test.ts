import fc from "fast-check";
import { expect, test } from "vitest";
import { rootId } from "../../../../src/core/lifecycle/lease/leaseChain";
import type { Cron, Thread } from "../../../../src/core/server/cron";
import { ServerFailure } from "../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { ModelClient } from "../lifecycle/simulation/modelClient";
import { type Fault, faults } from "../lifecycle/simulation/modelNetwork";
import type { ModelProcess } from "../lifecycle/simulation/modelProcess";
import { useHashAtOnce } from "../lifecycle/simulation/useHashAtOnce";
import {
  allSpecs,
  apply,
  base,
  carryOut,
  clientAfter,
  contentOf,
  elsewhere,
  type Name,
  names,
  ourSet,
  type PlanOf,
  planOf,
  processOf,
  rowsOf,
  runs,
  type SetStep,
  type Specs,
  setStep,
  someSpecs,
  step,
  take,
  week,
} from "./modelApply";

/** The laws of an apply where requests and answers are lost, late, refused or limited, on a model of the server. */

useHashAtOnce();

const lost = faults.filter((fault) => fault !== "none" && fault !== "veryLate");
const plan = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.constant<Fault>("none") },
    { weight: 2, arbitrary: fc.constantFrom<Fault[]>(...lost) },
  ),
  { maxLength: 100, size: "max" },
);

const begun = (before: readonly SetStep[]) => clientAfter(before, new ModelClient({}, false));

type Outcomes = Awaited<ReturnType<typeof carryOut>>;

const day = 24 * 60 * 60_000;
const hour = 60 * 60_000;
const isOdd = ({ kind }: SetStep) => ["double", "copied", "edit", "forged", "theirs", "resume"].includes(kind);

/** Until nothing more happens: also what is carried out late. A server that can't be used ends it. */
async function under(client: ModelClient, lostOnes: readonly Fault[], ...all: readonly Promise<unknown>[]) {
  client.plan(lostOnes);
  const ended = await client.until(Promise.allSettled(all));
  client.plan([]);
  for (const end of ended) if (end.status === "rejected" && !(end.reason instanceof ServerFailure)) throw end.reason;
  return ended;
}

/** What is left to do once each machine has applied again, and a day later: what was left open is finished by then. */
async function leftFor(client: ModelClient, processes: readonly ModelProcess[], wanted: Specs, of?: PlanOf) {
  for (let round = 0; round < 2; round += 1) {
    for (const process of processes) await client.until(apply(client, process, wanted, of));
    client.world.now += day;
  }
  const { changes, prunes } = await client.until(planOf(client.process, wanted, of));
  expect(client.process.truth.violations, client.network.log.join("\n")).toEqual([]);
  const notes = processes.flatMap(({ machine }) => [...machine.journal.values()]);
  expect([[...client.model.threads.values()].filter((thread) => isLock(thread, wanted)), notes]).toEqual([[], []]);
  return [...changes, ...prunes].flatMap(({ action }) => (action === "nothing" ? [] : [action]));
}

/**
 * A later thread of a lock whose first one is gone locks nothing, and a prune has no journal: what it could not let go,
 * the next submit of that name takes.
 */
function isLock({ metadata, thread_id }: Thread, wanted: Specs): boolean {
  const lock = String(metadata[metadataKeys.lock]);
  const isPruned = names.some((name) => lock === `name ${name}` && wanted[name] === undefined);
  return thread_id === rootId(lock) && !isPruned;
}

function expectOneEach(client: ModelClient, wanted: Specs): void {
  for (const name of names)
    if (wanted[name] !== undefined) expect([name, rowsOf(client, name).length]).toEqual([name, 1]);
}

/** Two states of the files, of which the second may differ only in what is on. */
const twoSpecs = fc
  .tuple(allSpecs, allSpecs, fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), fc.boolean())
  .map(([first, other, isOn, isSwitch]) => {
    const switched = names.map((name, at) => [name, { ...first[name], enabled: isOn[at] }]);
    return { first, second: isSwitch ? (Object.fromEntries(switched) as Specs) : other };
  });

test("what an apply says is done is so, whatever was lost, and the next one does the rest", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 2 }), twoSpecs, plan, async (before, { first, second }, lostOnes) => {
      fc.pre(!before.some(isOdd));
      const client = await begun([]);
      await client.until(apply(client, client.process, first));
      for (const each of before) await take(client, each);
      const [end] = await under(client, lostOnes, apply(client, client.process, second));
      const outcomes = end?.status === "fulfilled" ? (end.value as Outcomes) : new Map();
      const next = await client.until(planOf(client.process, second));
      for (const { action, draft } of next.changes) {
        const told = outcomes.get(draft.name);
        const kind = told?.kind === "submitted" ? told.outcome.kind : "";
        if (["created", "updated", "recreated", "unchanged"].includes(kind))
          expect([draft.name, kind, action], client.network.log.join("\n")).toEqual([draft.name, kind, "nothing"]);
      }
      expect(await leftFor(client, [client.process], second)).toEqual([]);
      expectOneEach(client, second);
    }),
    { numRuns: runs(60) },
  );
});

test("a plan that has become old changes and prunes nothing that moved, whatever is lost", async () => {
  const of: PlanOf = { set: ourSet, graceMilliseconds: 0 };
  const meanwhile = fc.array(setStep, { minLength: 1, maxLength: 3 });
  const cases = [fc.array(setStep, { maxLength: 3 }), someSpecs, someSpecs, meanwhile, plan] as const;
  await fc.assert(
    fc.asyncProperty(...cases, async (before, there, wanted, then, lostOnes) => {
      const client = await begun([]);
      await client.until(apply(client, client.process, there, of));
      for (const each of before) await take(client, each);
      const old = await client.until(planOf(client.process, wanted, of));
      const planned = [...old.changes, ...old.prunes].flatMap(({ action, cron }) =>
        cron === undefined ? [] : [{ action, cron }],
      );
      const contents = planned.map(({ cron }) => contentOf(client, cron));
      for (const each of then) await take(client, each);
      const found = planned.map(({ cron }) => contentOf(client, cron));
      const taken = old.changes.flatMap(({ action, draft }) =>
        action === "create" || action === "adopt" ? rowsOf(client, draft.name as Name) : [],
      );
      const rows = taken.map((row) => contentOf(client, row));
      await under(client, lostOnes, carryOut(client, client.process, old, wanted, of));
      for (const [at, { cron }] of planned.entries())
        if (found[at] !== contents[at]) expect(contentOf(client, cron)).toBe(found[at]);
      expect(taken.map((row) => contentOf(client, row))).toEqual(rows);
    }),
    { numRuns: runs(60) },
  );
});

test("an apply that dies anywhere, and loses what it sends, comes to the same end with the next one", async () => {
  const dieAt = fc.integer({ min: 1, max: 150 });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 2 }), allSpecs, dieAt, plan, async (before, wanted, at, lostOnes) => {
      fc.pre(!before.some(isOdd));
      const client = await begun(before);
      client.plan(lostOnes);
      apply(client, processOf(client, "dying recreates", at), wanted).catch(() => undefined);
      await client.world.run(100_000);
      client.plan([]);
      expect(await leftFor(client, [processOf(client, "next recreates", null)], wanted)).toEqual([]);
      expectOneEach(client, wanted);
    }),
    { numRuns: runs(60) },
  );
});

test("two applies at once leave one cron a name, never two for a moment, whatever is lost", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 2 }), allSpecs, plan, async (before, wanted, lostOnes) => {
      fc.pre(!before.some(isOdd));
      const client = await begun(before);
      const others = ["first recreates", "second recreates"].map((title) => elsewhere(client, title));
      await under(client, lostOnes, ...others.map((process) => apply(client, process, wanted)));
      expect(await leftFor(client, others, wanted)).toEqual([]);
      expectOneEach(client, wanted);
    }),
    { numRuns: runs(40) },
  );
});

test("no cron of another set is touched, whatever is lost", async () => {
  const of: PlanOf = { set: ourSet, graceMilliseconds: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(setStep, { maxLength: 5 }), someSpecs, plan, async (before, wanted, lostOnes) => {
      const client = await begun(before);
      const setOf = ({ metadata }: Cron) => metadata[metadataKeys.set];
      const kept = [...client.model.rows.values()].filter((row) => ![ourSet, undefined].includes(setOf(row) as string));
      const old = kept.map((cron) => contentOf(client, cron));
      await under(client, lostOnes, apply(client, client.process, wanted, of));
      await under(client, lostOnes, apply(client, client.process, wanted, of));
      expect(kept.map((cron) => contentOf(client, cron))).toEqual(old);
    }),
    { numRuns: runs(40) },
  );
});

test("a cron is deleted only after its grace, never if it is protected, whatever is lost", async () => {
  const safe = fc.subarray([...names]);
  await fc.assert(
    fc.asyncProperty(someSpecs, someSpecs, safe, plan, async (before, after, isProtected, lostOnes) => {
      const client = await begun([]);
      const of = { set: ourSet, graceMilliseconds: week, protected: isProtected };
      const process = client.process;
      await client.until(apply(client, process, before, of));
      const ids = () => [...client.model.rows.keys()];
      const gone = names.flatMap((name) => (after[name] === undefined ? rowsOf(client, name) : []));
      const there = gone.map(({ cron_id }) => cron_id);
      await under(client, lostOnes, apply(client, process, after, of));
      expect(ids()).toEqual(expect.arrayContaining(there));
      await client.until(apply(client, process, after, of));
      client.world.now += week - 12 * hour;
      await under(client, lostOnes, apply(client, process, after, of));
      expect(ids()).toEqual(expect.arrayContaining(there));
      client.world.now += day;
      await under(client, lostOnes, apply(client, process, after, of));
      expect(await leftFor(client, [process], after, of)).toEqual([]);
      for (const name of names) {
        const stays = after[name] !== undefined || (before[name] !== undefined && isProtected.includes(name));
        expect([name, rowsOf(client, name).length]).toEqual([name, stays ? 1 : 0]);
      }
    }),
    { numRuns: runs(30) },
  );
});

/** Found by the tests above. */
test("a lock that was left before an apply died, while it locked all names, is let go by the next one", async () => {
  const wanted = { one: base, two: base, three: base };
  const client = await begun([{ kind: "script", name: "one", spec: base }]);
  const calm = Array.from({ length: 8 }, () => "none" as const);
  client.plan([...calm, "blocked", "blocked"]);
  apply(client, processOf(client, "dying recreates", 32), wanted).catch(() => undefined);
  await client.world.run(100_000);
  expect([...client.process.machine.journal.values()].map(({ onlyLock }) => onlyLock)).toEqual([true, true]);
  expect(await leftFor(client, [processOf(client, "next recreates", null)], wanted)).toEqual([]);
});
