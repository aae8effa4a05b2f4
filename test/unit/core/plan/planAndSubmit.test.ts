import fc from "fast-check";
import { expect, test } from "vitest";
import type { CronArguments } from "../../../../src/core/arguments/cronArguments";
import type { SubmitOutcome } from "../../../../src/core/lifecycle/submission/submission";
import { planCrons } from "../../../../src/core/plan/planCrons";
import type { PlannedChange } from "../../../../src/core/plan/plannedChange";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { capabilitiesOf } from "../../../../src/core/server/capabilities";
import { createRequest } from "../../../../src/core/server/requests/createRequest";
import { graphAssistantId } from "../../../../src/core/server/stored/graphAssistantId";
import { ModelClient } from "../lifecycle/simulation/modelClient";
import { useHashAtOnce } from "../lifecycle/simulation/useHashAtOnce";

/** A plan tells before a submit what that does. Both are tried here on a model of the server. */

useHashAtOnce();

const agent = graphAssistantId("agent");
const base: CronArguments = { thread_id: null, assistant_id: agent, schedule: "*/5 * * * *" };

const anySpec: fc.Arbitrary<CronArguments> = fc
  .record(
    {
      schedule: fc.constantFrom("*/5 * * * *", "0 * * * *"),
      timezone: fc.constant("Europe/Berlin"),
      input: fc.constantFrom({}, { m: 1 }),
      end_time: fc.constant("2028-01-01T00:00:00Z"),
      metadata: fc.constantFrom({}, { team: "red" }, { team: "blue" }),
      enabled: fc.boolean(),
      webhook: fc.constantFrom("https://example.com/a", "https://example.com/b"),
      on_run_completed: fc.constantFrom("keep" as const, "delete" as const),
    },
    { requiredKeys: [] },
  )
  .map((given) => ({ ...base, ...given }));

/** Often one of a few, so that crons are equal or differ in one thing. */
const spec = fc.oneof(
  fc.constantFrom<CronArguments[]>(
    base,
    { ...base, enabled: true },
    { ...base, enabled: false },
    { ...base, schedule: "0 * * * *" },
  ),
  anySpec,
);

type Step =
  | { readonly kind: "submit" | "script" | "double"; readonly spec: CronArguments }
  | { readonly kind: "byHand"; readonly body: NonNullable<CronArguments["metadata"]> };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("submit" as const), spec }),
  fc.record({ kind: fc.constantFrom("script" as const, "double" as const), spec }),
  fc.record({
    kind: fc.constant("byHand" as const),
    body: fc.constantFrom<NonNullable<CronArguments["metadata"]>[]>(
      { enabled: false },
      { enabled: true },
      { schedule: "0 9 * * *" },
      { metadata: { note: "a colleague's" } },
      { metadata: { team: "green" } },
    ),
  }),
);

async function take(client: ModelClient, { kind, ...of }: Step): Promise<void> {
  const { model, world } = client;
  if ("body" in of) {
    const [first] = model.rows.keys();
    if (first !== undefined && !model.isOld) model.patch(first, of.body);
  } else if (kind === "submit") await submit(client, of.spec, "yes");
  else model.create(createRequest(of.spec, { name: kind === "double" ? "report" : null }), world.now);
}

/** `answer`: to all but the question whether a server that can't pause crons may be used. */
function submit(client: ModelClient, given: CronArguments, answer: "yes" | "no"): Promise<SubmitOutcome> {
  return client.submit(given, { confirm: async ({ kind }) => (kind === "unsafeServer" ? "yes" : answer) });
}

async function planOf({ model, world }: ModelClient, given: CronArguments) {
  const crons = model.search({ limit: 1000, offset: 0, withPayload: true });
  const checked = [{ draft: { name: "report", arguments: { ...given } }, findings: [] }];
  const capabilities = capabilitiesOf({ product: "agentServer", version: model.traits.version });
  const [change] = await planCrons(checked, {
    crons,
    capabilities,
    dialect: standardDialect,
    set: null,
    now: world.now,
  });
  if (change === undefined) throw new Error("each spec has a change");
  return change;
}

const toldBy: Readonly<Record<SubmitOutcome["kind"], readonly PlannedChange<never>["action"][]>> = {
  created: ["create"],
  updated: ["update", "pause", "resume"],
  recreated: [],
  unchanged: ["nothing"],
  needsRecreate: ["recreate"],
  needsOverwrite: ["conflict"],
  needsAdopt: ["adopt"],
  ambiguous: ["conflict"],
  mismatch: [],
  open: [],
  cancelled: [],
};

const versions = fc.constantFrom("0.16.7", "0.16.7", "0.7.20");

test("a submit does what the plan says, with the same cron and the same keys", async () => {
  await fc.assert(
    fc.asyncProperty(versions, fc.array(step, { maxLength: 4 }), spec, async (version, steps, wanted) => {
      const client = new ModelClient({ version });
      for (const each of steps) await take(client, each);
      const change = await planOf(client, wanted);
      const before = [...client.model.rows.values()].map(({ enabled }) => enabled);
      const outcome = await submit(client, wanted, "no");
      expect(toldBy[outcome.kind]).toContain(change.action);
      const keys = change.keys.map(({ key }) => key);
      if ("changed" in outcome && outcome.kind !== "needsOverwrite") expect(keys).toEqual(outcome.changed);
      if ("cron" in outcome && outcome.kind !== "created") expect(change.cron?.cron_id).toBe(outcome.cron.cron_id);
      if (change.action !== "pause" && change.action !== "resume") return;
      expect(before).toContain(change.action === "pause");
    }),
    { numRuns: 400 },
  );
});

test("after a submit that is allowed all, the plan is empty", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 3 }), spec, async (steps, wanted) => {
      // Of two crons of one name a submit leaves the paused one as it is.
      fc.pre(steps.every(({ kind }) => kind !== "double"));
      const client = new ModelClient();
      for (const each of steps) await take(client, each);
      const outcome = await submit(client, wanted, "yes");
      // The model takes no other `on_run_completed`, and the outcome says so.
      fc.pre("notTaken" in outcome && outcome.notTaken.length === 0);
      const { action, runsPerMonth } = await planOf(client, wanted);
      expect(action).toBe("nothing");
      expect(runsPerMonth.after).toBe(runsPerMonth.before);
    }),
    { numRuns: 200 },
  );
});
