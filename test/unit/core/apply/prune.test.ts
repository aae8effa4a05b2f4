import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cron } from "../../../../src/core/server/cron";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { ModelClient } from "../lifecycle/simulation/modelClient";
import { useHashAtOnce } from "../lifecycle/simulation/useHashAtOnce";
import {
  apply,
  base,
  carryOut,
  clientAfter,
  contentOf,
  elsewhere,
  names,
  ourSet,
  type PlanOf,
  planOf,
  processOf,
  rowsOf,
  runs,
  type SetStep,
  setStep,
  someSpecs,
  take,
  week,
} from "./modelApply";

/** The laws of sets and of prune, on a model of the server: whose cron is touched, and when one is deleted. */

useHashAtOnce();

const steps = fc.array(setStep, { maxLength: 5 });
const planFor: fc.Arbitrary<PlanOf & { readonly set: string; readonly graceMilliseconds: number }> = fc.record({
  set: fc.constant(ourSet),
  graceMilliseconds: fc.constantFrom(week, week, 0),
  protected: fc.subarray([...names]),
});

const setIn = ({ metadata }: Cron) => metadata[metadataKeys.set];
const nameIn = ({ metadata }: Cron) => metadata[metadataKeys.name];
const rowsIn = ({ model }: ModelClient) => [...model.rows.values()];

test("an apply touches no cron of another set, and none that only says it is of ours", async () => {
  await fc.assert(
    fc.asyncProperty(steps, someSpecs, planFor, async (before, wanted, of) => {
      const client = await clientAfter(before);
      const isMade = (cron: Cron) => typeof cron.metadata[metadataKeys.hash] === "string";
      const isOurs = (cron: Cron) => setIn(cron) === ourSet && isMade(cron) && typeof nameIn(cron) === "string";
      const isSpec = (cron: Cron) => Object.hasOwn(wanted, String(nameIn(cron)));
      // Of no set: only one that has a spec, or none's that equals one, may be taken.
      const isFree = (cron: Cron) => setIn(cron) === undefined && (nameIn(cron) === undefined || isSpec(cron));
      const kept = rowsIn(client).filter(
        (cron) => !isFree(cron) && !isOurs(cron) && !(setIn(cron) === ourSet && isSpec(cron)),
      );
      const old = kept.map((cron) => contentOf(client, cron));
      for (let round = 0; round < 3; round += 1) {
        await client.until(apply(client, client.process, wanted, of));
        client.world.now += week;
      }
      expect(kept.map((cron) => contentOf(client, cron))).toEqual(old);
    }),
    { numRuns: runs(60) },
  );
});

test("after an apply the plan is empty, but for what somebody has to decide", async () => {
  await fc.assert(
    fc.asyncProperty(steps, someSpecs, planFor, async (before, wanted, of) => {
      // Of two crons of one name a submit leaves the paused one as it is.
      const isSecond = (each: SetStep) => each.kind === "forged" && each.name !== null && each.set === ourSet;
      fc.pre(before.every((each) => each.kind !== "double" && each.kind !== "copied" && !isSecond(each)));
      const client = await clientAfter(before);
      const first = await client.until(planOf(client.process, wanted, of));
      await client.until(apply(client, client.process, wanted, of));
      const second = await client.until(planOf(client.process, wanted, of));
      const actionsOf = ({ changes, prunes }: typeof first) => [
        ...changes.map(({ action, draft }) => [draft.name, action]),
        ...prunes.map(({ action, cron }) => [cron.cron_id, action]),
      ];
      const decided = new Set(actionsOf(first).flatMap(([key, action]) => (action === "conflict" ? [key] : [])));
      for (const [key, action] of actionsOf(second)) {
        expect([key, action]).toEqual([key, decided.has(key) ? "conflict" : "nothing"]);
      }
      expect([client.model.threads.size, client.process.machine.journal.size]).toEqual([0, 0]);
    }),
    { numRuns: runs(60) },
  );
});

test("a cron is deleted only after its grace, never if it is protected, and one whose spec comes back runs again", async () => {
  await fc.assert(
    fc.asyncProperty(someSpecs, someSpecs, fc.subarray([...names]), async (before, after, isProtected) => {
      const client = new ModelClient();
      const of = { set: ourSet, graceMilliseconds: week, protected: isProtected };
      await client.until(apply(client, client.process, before, of));
      const old = new Map(rowsIn(client).map((cron) => [nameIn(cron), cron]));
      await client.until(apply(client, client.process, after, of));
      const paused = new Map(rowsIn(client).map((cron) => [nameIn(cron), cron]));
      for (const name of names) {
        if (before[name] === undefined || after[name] !== undefined) continue;
        const isOn = old.get(name)?.enabled === true;
        expect([paused.get(name)?.cron_id, paused.get(name)?.enabled]).toEqual([
          old.get(name)?.cron_id,
          isProtected.includes(name) && isOn,
        ]);
      }
      client.world.now += week - 60_000;
      await client.until(apply(client, client.process, after, of));
      expect(
        rowsIn(client)
          .map(({ cron_id }) => cron_id)
          .sort(),
      ).toEqual([...paused.values()].map(({ cron_id }) => cron_id).sort());
      const copy = { ...before, ...after };
      await client.until(apply(client, client.process, copy, of));
      for (const name of names) {
        const enabled = rowsOf(client, name).map((cron) => cron.enabled);
        // What was paused on the server stays so, unless its spec says otherwise.
        const isOn = copy[name]?.enabled ?? before[name]?.enabled ?? true;
        expect(enabled).toEqual(copy[name] === undefined ? [] : [isOn]);
      }
      await client.until(apply(client, client.process, after, of));
      client.world.now += week + 60_000;
      await client.until(apply(client, client.process, after, of));
      for (const name of names) {
        const stays = after[name] !== undefined || (before[name] !== undefined && isProtected.includes(name));
        expect(rowsOf(client, name).length).toBe(stays ? 1 : 0);
      }
    }),
    { numRuns: runs(30) },
  );
});

test("a plan that has become old prunes nothing that moved", async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      planFor,
      fc.array(setStep, { minLength: 1, maxLength: 3 }),
      async (before, of, meanwhile) => {
        const client = await clientAfter([...before, { kind: "later" }]);
        const plan = await client.until(planOf(client.process, {}, of));
        const old = plan.prunes.map(({ cron }) => contentOf(client, cron));
        for (const each of meanwhile) await take(client, each);
        const found = plan.prunes.map(({ cron }) => contentOf(client, cron));
        const outcomes = await client.until(carryOut(client, client.process, plan, {}, of));
        for (const [at, { action, cron, step }] of plan.prunes.entries()) {
          const outcome = outcomes.get(cron.cron_id);
          const now = contentOf(client, cron);
          if (action !== "delete") expect([outcome, now]).toEqual([undefined, found[at]]);
          else if (found[at] === undefined) expect(outcome).toEqual({ kind: "pruned", end: "gone" });
          else if (found[at] !== old[at]) expect([outcome, now]).toEqual([{ kind: "moved" }, found[at]]);
          else if (step === "delete") expect(now).toBe(undefined);
          else expect(client.model.rows.get(cron.cron_id)?.enabled).toBe(false);
        }
      },
    ),
    { numRuns: runs(60) },
  );
});

test("an apply with prune that dies anywhere, then planned and applied again, comes to the same end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(setStep, { maxLength: 3 }),
      someSpecs,
      planFor,
      fc.integer({ min: 1, max: 150 }),
      async (before, wanted, of, dieAt) => {
        const isOdd = ({ kind }: SetStep) => ["double", "copied", "edit", "forged", "theirs", "resume"].includes(kind);
        fc.pre(!before.some(isOdd));
        const client = await clientAfter(before);
        void apply(client, processOf(client, "dying", dieAt), wanted, of);
        await client.world.run(100_000);
        const next = processOf(client, "next", null);
        await client.until(apply(client, next, wanted, of));
        const { changes, prunes } = await client.until(planOf(next, wanted, of));
        expect([...changes, ...prunes].map(({ action }) => action).filter((action) => action !== "nothing")).toEqual(
          [],
        );
        for (const name of Object.keys(wanted))
          expect(rowsIn(client).filter((cron) => nameIn(cron) === name)).toHaveLength(1);
        client.world.now += week;
        await client.until(apply(client, next, wanted, of));
        const left = rowsIn(client).filter(
          (cron) => setIn(cron) === ourSet && !Object.hasOwn(wanted, String(nameIn(cron))),
        );
        expect(left.filter(({ metadata }) => metadata[metadataKeys.protect] !== "yes")).toEqual([]);
      },
    ),
    { numRuns: runs(40) },
  );
});

test("two applies with prune at once leave one cron a name, and prune each once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(setStep, { maxLength: 3 }), someSpecs, planFor, async (before, wanted, of) => {
      const isOdd = ({ kind }: SetStep) => ["double", "copied", "edit", "forged", "theirs", "resume"].includes(kind);
      fc.pre(!before.some(isOdd));
      const client = await clientAfter(before);
      const others = ["first", "second"].map((title) => elsewhere(client, title));
      const ended = await client.until(Promise.all(others.map((process) => apply(client, process, wanted, of))));
      const { changes, prunes } = await client.until(planOf(client.process, wanted, of));
      expect([...changes, ...prunes].map(({ action }) => action).filter((action) => action !== "nothing")).toEqual([]);
      for (const name of Object.keys(wanted))
        expect(rowsIn(client).filter((cron) => nameIn(cron) === name)).toHaveLength(1);
      const pruned = ended.flatMap((outcomes) => [...outcomes].filter(([, { kind }]) => kind === "pruned"));
      expect(new Set(pruned.map(([id]) => id)).size).toBe(pruned.length);
    }),
    { numRuns: runs(30) },
  );
});

test("a cron that a submit without a set finds stays in its set, and an apply without one leaves it", async () => {
  const client = await clientAfter([{ kind: "ours", name: "one", spec: base, protect: true }]);
  await take(client, { kind: "submit", name: "one", spec: { ...base, input: { m: 1 } } });
  const [cron] = rowsOf(client, "one");
  expect(cron?.metadata).toMatchObject({ langgraph_crons_set: ourSet, langgraph_crons_protect: "yes" });
  const plan = await client.until(planOf(client.process, { one: base }));
  expect(plan.changes.map(({ action }) => action)).toEqual(["conflict"]);
  await expect(take(client, { kind: "submit", name: "one", spec: base })).resolves.toBeUndefined();
  const refused = client.submit(base, { name: "one", ownership: { set: "theirs", protect: false } });
  await expect(refused).rejects.toMatchObject({
    problem: { detail: expect.stringContaining("belongs to another set") },
  });
});
