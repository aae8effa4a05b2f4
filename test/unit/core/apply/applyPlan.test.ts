import fc from "fast-check";
import { expect, test } from "vitest";
import { argumentsHash } from "../../../../src/core/lifecycle/onServer/cronHash";
import { createRequest } from "../../../../src/core/server/requests/createRequest";
import { madeHash, metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { ModelClient } from "../lifecycle/simulation/modelClient";
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
  planOf,
  processOf,
  rowsOf,
  step,
  take,
} from "./modelApply";

/** The laws of an apply, on a model of the server. */

useHashAtOnce();

const steps = fc.array(step, { maxLength: 4 });
const actionsOf = ({ changes }: Awaited<ReturnType<typeof planOf>>) => changes.map(({ action }) => action);

test("after an apply the plan is empty, but for what somebody has to decide", async () => {
  await fc.assert(
    fc.asyncProperty(steps, allSpecs, async (before, wanted) => {
      // Of two crons of one name a submit leaves the paused one as it is.
      fc.pre(before.every(({ kind }) => kind !== "double"));
      const client = await clientAfter(before);
      const first = await client.until(planOf(client.process, wanted));
      await client.until(apply(client, client.process, wanted));
      const second = await client.until(planOf(client.process, wanted));
      expect(actionsOf(second)).toEqual(
        actionsOf(first).map((action) => (action === "conflict" ? "conflict" : "nothing")),
      );
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
  expect(actionsOf(plan)).toEqual(["adopt", "adopt", "create"]);
  const outcomes = await client.until(apply(client, client.process, wanted));
  expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(["submitted", "submitted", "submitted"]);
  expect([client.model.rows.size, ...names.map((name) => rowsOf(client, name).length)]).toEqual([3, 1, 1, 1]);
});

test("a cron that was to be taken over, and that somebody else has named, is not created instead", async () => {
  const client = new ModelClient();
  await take(client, { kind: "script", name: "one", spec: base });
  const wanted = { one: base, two: { ...base, input: { m: 1 } }, three: { ...base, input: { m: 2 } } };
  const plan = await client.until(planOf(client.process, wanted));
  await take(client, { kind: "submit", name: "three", spec: base });
  const outcomes = await client.until(carryOut(client, client.process, plan, wanted));
  expect(names.map((name) => outcomes.get(name)?.kind)).toEqual(["moved", "submitted", "moved"]);
  expect(names.map((name) => rowsOf(client, name).length)).toEqual([0, 1, 1]);
});

test("a plan that has become old changes nothing that moved, and all else", async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      allSpecs,
      fc.array(step, { minLength: 1, maxLength: 3 }),
      async (before, wanted, meanwhile) => {
        const client = await clientAfter(before);
        const plan = await client.until(planOf(client.process, wanted));
        const { changes } = plan;
        const old = changes.map(({ cron }) => contentOf(client, cron));
        for (const each of meanwhile) await take(client, each);
        const found = names.map((name) => JSON.stringify(rowsOf(client, name)));
        const moved = changes.map(({ action, cron, draft }, at) => {
          const isNew = action === "create" || action === "adopt";
          return contentOf(client, cron) !== old[at] || (isNew && rowsOf(client, draft.name as Name).length > 0);
        });
        const outcomes = await client.until(carryOut(client, client.process, plan, wanted));
        // Another cron may have come that a submit finds itself: of this name, or an equal one of a script, also one that nobody took.
        const isLeft = changes.some(({ action }, at) => action === "adopt" && moved[at] === true);
        const isCalm = !isLeft && meanwhile.every(({ kind }) => kind !== "script" && kind !== "double");
        for (const [at, name] of names.entries()) {
          // In place of the cron that was to be taken over, an equal one of another script may be.
          const scripts = [...before, ...meanwhile].filter(({ kind }) => kind === "script");
          const mayTakeOther = changes[at]?.action === "adopt" && scripts.length > 1;
          if (moved[at] === true && !mayTakeOther) expect(JSON.stringify(rowsOf(client, name))).toBe(found[at]);
          else if (isCalm && moved[at] !== true) expect(outcomes.get(name)?.kind ?? "submitted").toBe("submitted");
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
      allSpecs,
      fc.integer({ min: 1, max: 150 }),
      async (before, wanted, dieAt) => {
        fc.pre(before.every(({ kind }) => kind !== "double" && kind !== "edit"));
        const client = await clientAfter(before);
        void apply(client, processOf(client, "dying", dieAt), wanted);
        await client.world.run(100_000);
        const next = processOf(client, "next", null);
        await client.until(apply(client, next, wanted));
        const plan = await client.until(planOf(next, wanted));
        expect(actionsOf(plan)).toEqual(["nothing", "nothing", "nothing"]);
        for (const name of names) expect(rowsOf(client, name)).toHaveLength(1);
      },
    ),
    { numRuns: 100 },
  );
});

test("two applies at once leave one cron a name, as the files say", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 2 }), allSpecs, async (before, wanted) => {
      fc.pre(before.every(({ kind }) => kind !== "double" && kind !== "edit"));
      const client = await clientAfter(before);
      const others = ["first", "second"].map((title) => elsewhere(client, title));
      await client.until(Promise.all(others.map((process) => apply(client, process, wanted))));
      const plan = await client.until(planOf(client.process, wanted));
      expect(actionsOf(plan)).toEqual(["nothing", "nothing", "nothing"]);
      for (const name of names) expect(rowsOf(client, name)).toHaveLength(1);
    }),
    { numRuns: 60 },
  );
});

test("a server that refuses one cron is asked for the others; one that can't be used, for none", async () => {
  const wanted = { one: base, two: base, three: base };
  const changesOf = async () => {
    const client = new ModelClient();
    return { client, plan: await client.until(planOf(client.process, wanted)) };
  };
  const refusing = await changesOf();
  // info, look, claim, look, unnamed, then two of the lock, and the create.
  refusing.client.plan(["none", "none", "none", "none", "none", "none", "none", "none", "refused"]);
  const some = await refusing.client.until(carryOut(refusing.client, refusing.client.process, refusing.plan, wanted));
  expect([...some.values()].filter(({ kind }) => kind === "submitted").length).toBeGreaterThanOrEqual(2);

  const gone = await changesOf();
  gone.client.plan(Array.from({ length: 2_000 }, () => "drop" as const));
  const none = await gone.client.until(carryOut(gone.client, gone.client.process, gone.plan, wanted));
  expect([...none.values()].map(({ kind }) => kind).sort()).toEqual(["notTried", "refused", "refused"]);
  expect(gone.client.model.rows.size).toBe(0);
});

test.each([true, false])(
  "what a dead recreate owes beside a cron that a person has paused is done by the second apply, on: %s",
  async (enabled) => {
    const client = new ModelClient();
    await take(client, { kind: "submit", name: "one", spec: base });
    await take(client, { kind: "pause", name: "one" });
    const mark = madeHash(await argumentsHash(base), { replaces: client.world.uuid(), enabled });
    const metadata = { [metadataKeys.submission]: client.world.uuid(), [metadataKeys.hash]: mark };
    const made = { ...base, enabled: false, metadata };
    client.model.create(createRequest(made, { name: "one" }), client.world.now);
    const wanted = { one: { ...base, input: { m: 1 } }, two: base, three: base };
    const first = await client.until(apply(client, client.process, wanted));
    const left = actionsOf(await client.until(planOf(client.process, wanted)))[0];
    expect(left === "nothing").toBe(first.get("one")?.kind !== "moved");
    await client.until(apply(client, client.process, wanted));
    expect(actionsOf(await client.until(planOf(client.process, wanted)))).toEqual(["nothing", "nothing", "nothing"]);
    expect(rowsOf(client, "one").filter((row) => row.enabled)).toHaveLength(enabled ? 1 : 0);
  },
);
