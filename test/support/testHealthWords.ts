import { describe, expect, test, vi } from "vitest";
import type { CauseCode } from "../../src/core/doctor/diagnosis";
import { attentionOf } from "../../src/core/health/attention";
import { cronHealth } from "../../src/core/health/cronHealth";
import type { Health, HealthKind } from "../../src/core/health/health";
import { type SeenCron, seeCron } from "../../src/core/health/seenCron";
import type { CronTrial, CronTrials, TrialChange } from "./cronTrials";
import { doctorCauses } from "./doctorCauses";
import { openTestServer } from "./testServer";

const page = { limit: 100, offset: 0 };
/** A delay is certain only after more than a minute. */
const patience = { timeout: 200_000, interval: 2_000 };

interface Staged {
  readonly kind: HealthKind;
  /** What the doctor says of it. */
  readonly causes: readonly CauseCode[];
  readonly title: string;
  readonly change: TrialChange;
  readonly shows?: object;
  /** Why it can't be staged on a server that other tests use. */
  readonly notBeside?: string;
}

const everyTenSeconds = "* * * * * */10";

/** Each is staged as a real cron, and gets its word. */
const staged: readonly Staged[] = [
  {
    kind: "failed",
    causes: ["failed"],
    title: "whose runs fail",
    change: { assistant_id: "needy", input: {} },
    shows: { isCertain: true },
  },
  {
    kind: "waits",
    causes: ["waits"],
    title: "whose graph asks a person",
    change: { assistant_id: "ask", schedule: "* * * * *" },
  },
  {
    kind: "running",
    causes: [],
    title: "whose run takes long",
    change: { assistant_id: "slow", schedule: "* * * * *" },
  },
  {
    kind: "missed",
    causes: ["neverRuns", "missed"],
    title: "whose runs are dropped in silence",
    change: { context: { team: "red" }, config: { configurable: { team: "red" } }, schedule: everyTenSeconds },
  },
  {
    kind: "skipped",
    causes: ["skipped"],
    title: "that is not started while its thread is busy",
    change: { assistant_id: "look", multitask_strategy: "reject", schedule: everyTenSeconds },
    notBeside: "0.11.1 on PostgreSQL answers 500 to the run that makes the thread busy",
  },
  { kind: "paused", causes: ["paused"], title: "that is paused", change: { enabled: false } },
  { kind: "scheduled", causes: [], title: "that is well", change: { schedule: "0 9 1 1 *" } },
];

/** As `staged`, but one after the other, each with what it starts first. */
const stagedAlone: readonly (Staged & { readonly before: readonly TrialChange[] })[] = [
  {
    kind: "pilingUp",
    causes: ["pilingUp"],
    title: "whose runs queue behind one that never ends",
    before: [],
    change: { assistant_id: "slow" },
    notBeside: "holds up the runs of all crons",
  },
  {
    kind: "late",
    causes: ["poison"],
    title: "behind one with an end",
    before: [{ end_time: "2999-01-01T00:00:00Z" }],
    change: { schedule: everyTenSeconds },
    notBeside: "stops the scheduler",
  },
];

/** One test for each word, all at the same time; and one for a cron that is well all the time. */
export function testHealthWords(
  urlOf: () => string,
  trialsOf: () => CronTrials,
  { isAlone }: { readonly isAlone: boolean },
): void {
  const canBeStaged = ({ notBeside }: Staged) => isAlone || notBeside === undefined;

  /** As the store knows it: the lists, and the runs of its thread. */
  async function look(
    { cron: { cron_id }, threadId }: CronTrial,
    before?: SeenCron,
  ): Promise<readonly [Health, SeenCron]> {
    const server = openTestServer(urlOf(), 60_000);
    const asOf = Date.now();
    const cron = await trialsOf().read({ cron: { cron_id } } as CronTrial);
    const [thread] = await server.searchThreads({ ids: [threadId], limit: 1, offset: 0 });
    const readAt = Date.now();
    const runs = await server.runs(threadId, page);
    const seen = seeCron(cron, before, "secondsLast");
    const health = cronHealth({
      cron,
      dialect: "secondsLast",
      runs: {
        runs: runs.filter((run) => run.cron_id === cron_id),
        isAll: runs.length < page.limit,
        readAt,
        newest: runs[0],
      },
      thread,
      unchangedSince: seen.unchangedSince,
      nextSeenAt: undefined,
      namesakes: 0,
      asOf,
      now: Date.now(),
      pollMilliseconds: 5_000,
    });
    return [health, seen];
  }

  /** Where each start counts as a change (0.11.1 on PostgreSQL), one look can't tell that a run was missed. */
  const canBeSeen = (code: CauseCode) => isAlone || code !== "missed";

  /** What the doctor says of it; and of the server, if an end has stopped its scheduler. */
  async function causesOf({ cron: { cron_id } }: CronTrial): Promise<readonly CauseCode[]> {
    const found = await doctorCauses(urlOf(), cron_id, isAlone);
    return found.filter(({ cronId, code }) => cronId === cron_id || code === "poison").map(({ code }) => code);
  }

  /** Looks again and again, until the word is there. */
  async function until(trial: CronTrial, expected: object): Promise<Health> {
    let seen: SeenCron | undefined;
    return vi.waitFor(async () => {
      const [health, cron] = await look(trial, seen);
      seen = cron;
      expect(health, JSON.stringify(health)).toMatchObject(expected);
      return health;
    }, patience);
  }

  describe("a cron", () => {
    const possible = staged.filter(canBeStaged);
    test.concurrent.for(possible.map((each) => [each.kind, each.title, each] as const))(
      "is %s, %s",
      { timeout: 240_000 },
      async ([kind, , { causes, change, shows }], { onTestFinished }) => {
        const trials = trialsOf();
        const trial = await trials.start(change);
        onTestFinished(() => trials.remove(trial));
        if (kind === "skipped") await holdThread(urlOf(), trial);
        await until(trial, { kind, ...shows });
        expect((await causesOf(trial)).filter(canBeSeen)).toEqual(causes.filter(canBeSeen));
      },
    );

    test.concurrent("that is well never gives an alarm", { timeout: 240_000 }, async ({ onTestFinished }) => {
      const trials = trialsOf();
      const trial = await trials.start({ schedule: "* * * * * */5" });
      onTestFinished(() => trials.remove(trial));
      const end = Date.now() + 120_000;
      let seen: SeenCron | undefined;
      const words = new Set<string>();
      while (Date.now() < end) {
        const [health, cron] = await look(trial, seen);
        seen = cron;
        words.add(`${attentionOf(health)}: ${health.kind}`);
        await new Promise((resolve) => setTimeout(resolve, 700));
      }
      expect([...words].filter((word) => !word.startsWith("fine"))).toEqual([]);
      expect(await causesOf(trial)).toEqual([]);
    });
  });

  for (const { before, causes, change, kind, title } of stagedAlone.filter(canBeStaged)) {
    test(`a cron is ${kind}, ${title}`, { timeout: 240_000 }, async ({ onTestFinished }) => {
      const trials = trialsOf();
      const started: CronTrial[] = [];
      onTestFinished(() => trials.remove(...started));
      for (const each of [...before, change]) started.push(await trials.start(each));
      const judged = started.at(-1);
      if (judged === undefined) return;
      await until(judged, { kind });
      expect(await causesOf(judged)).toEqual(expect.arrayContaining([...causes]));
    });
  }
}

/** A person's run that takes longer than any test. */
async function holdThread(url: string, { threadId }: CronTrial): Promise<void> {
  const server = openTestServer(url, 60_000);
  const path = `/threads/${threadId}/runs`;
  const { run_id } = await server.createRun({ method: "POST", path, body: { assistant_id: "slow", input: {} } });
  await vi.waitFor(async () => {
    const run = (await server.runs(threadId, page)).find((each) => each.run_id === run_id);
    expect(run?.status).toBe("running");
  }, patience);
}
