import { describe, expect, test } from "vitest";
import type { CronTrials, TrialChange } from "./cronTrials";

/** What a server does with a cron that it has accepted, and which of our findings predicts it. */
export interface FiringFact {
  readonly title: string;
  readonly change: TrialChange;
  /** null: no finding. */
  readonly code: string | null;
  /** `fails`: each run fails with this error. */
  readonly becomes: "runs" | "never runs" | { readonly fails: string };
}

/** Facts that are true for every server that we know. */
export const firingFacts: readonly FiringFact[] = [
  {
    title: "with “config.configurable” alone",
    change: { config: { configurable: { team: "red" } } },
    code: null,
    becomes: "runs",
  },
  {
    title: "with both “context” and “config.configurable”",
    change: { context: { team: "red" }, config: { configurable: { team: "red" } } },
    code: "spec.context-and-configurable",
    becomes: "never runs",
  },
  {
    title: "with an empty “context” beside “config.configurable”",
    change: { context: {}, config: { configurable: { team: "red" } } },
    code: null,
    becomes: "runs",
  },
  {
    title: "without “input”",
    change: { input: undefined },
    code: "spec.input-missing",
    becomes: { fails: "EmptyInputError" },
  },
  {
    title: "with an empty list as “input”",
    change: { input: [] },
    code: "spec.input-empty",
    becomes: { fails: "InvalidUpdateError" },
  },
  {
    title: "with an empty object as “input”, on a graph that relies on it",
    change: { assistant_id: "needy", input: {} },
    code: null,
    becomes: { fails: "KeyError" },
  },
  {
    title: "with an empty object as “input”, on a graph that doesn't",
    change: { input: {} },
    code: null,
    becomes: "runs",
  },
];

/**
 * One test for each fact, all at the same time. Each waits until another cron has run, to show that the server is
 * working. `trialsOf` is called inside the tests, when the server exists.
 */
export function testFiringFacts(trialsOf: () => CronTrials, facts: readonly FiringFact[]): void {
  describe("a cron", () => {
    test.concurrent.for(facts.map((fact) => [fact.title, outcomeText(fact), fact] as const))(
      "%s %s",
      async ([, , { change, code, becomes }], { expect, onTestFinished }) => {
        const trials = trialsOf();
        const trial = await trials.start(change);
        onTestFinished(() => trials.remove(trial));
        expect(trial.findings.filter((found) => found === code)).toEqual(code === null ? [] : [code]);
        await trials.untilOthersRan();
        expect(await trials.wasDue(trial)).toBe(true);
        if (becomes === "never runs") {
          expect(await trials.runs(trial)).toEqual([]);
          return;
        }
        const runs = await trials.untilEnded(trial, 2);
        const status = becomes === "runs" ? "success" : "error";
        expect(new Set(runs.map((run) => run.status))).toEqual(new Set([status]));
        const { error } = await trials.thread(trial);
        expect(error?.error ?? null).toBe(becomes === "runs" ? null : becomes.fails);
      },
    );
  });

  test.concurrent("each tick on a busy thread is dropped with “reject”, and none with “enqueue”", async ({
    expect,
    onTestFinished,
  }) => {
    const trials = trialsOf();
    const rejecting = await trials.start({ assistant_id: "slow", multitask_strategy: "reject" });
    const queueing = await trials.start({ assistant_id: "slow", multitask_strategy: "enqueue" });
    onTestFinished(() => trials.remove(rejecting, queueing));
    await trials.untilRuns(queueing, 3);
    expect(await trials.wasDue(rejecting)).toBe(true);
    expect((await trials.runs(rejecting)).map(({ status }) => status)).toEqual(["running"]);
  });

  test.concurrent("an interrupt at an unknown node has no effect", async ({ expect, onTestFinished }) => {
    const trials = trialsOf();
    const unknown = await trials.start({ interrupt_before: ["nobody"] });
    const known = await trials.start({ interrupt_before: ["remember"] });
    onTestFinished(() => trials.remove(unknown, known));
    await trials.untilEnded(unknown, 1);
    await trials.untilEnded(known, 1);
    expect((await trials.thread(unknown)).values).toHaveProperty("seen");
    expect((await trials.thread(known)).values).not.toHaveProperty("seen");
  });

  test.concurrent("a schedule is read in its time zone, or in UTC", async ({ expect, onTestFinished }) => {
    const trials = trialsOf();
    // Fourteen hours ahead of UTC: neither this hour nor the next one there is the current hour in UTC.
    const there = (new Date().getUTCHours() + 14) % 24;
    const schedule = `* ${there},${(there + 1) % 24} * * * */2`;
    const zoned = await trials.start({ schedule, timezone: "Pacific/Kiritimati" });
    const unzoned = await trials.start({ schedule });
    onTestFinished(() => trials.remove(zoned, unzoned));
    await trials.untilEnded(zoned, 2);
    expect(await trials.runs(unzoned)).toEqual([]);
    expect(Date.parse(unzoned.cron.next_run_date ?? "")).toBeGreaterThan(Date.now());
  });

  test("an impossible date is refused, before it can loop", async () => {
    await expect(trialsOf().start({ schedule: "0 0 31 2 *" })).rejects.toMatchObject({
      problem: { kind: "rejected", status: 400, parameter: "schedule" },
    });
  });
}

function outcomeText({ becomes }: FiringFact): string {
  return typeof becomes === "string" ? becomes : `fails each time with ${becomes.fails}`;
}
