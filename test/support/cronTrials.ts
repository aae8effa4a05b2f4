import { expect, vi } from "vitest";
import type { CronArguments } from "../../src/core/arguments/cronArguments";
import { type CheckOptions, checkArguments } from "../../src/core/checks/checkArguments";
import type { Cron, Run } from "../../src/core/server/cron";
import { createRequest } from "../../src/core/server/requests/createRequest";
import { openTestServer } from "./testServer";

/** A cron on its own thread, to see what happens to it. */
export interface CronTrial {
  readonly cron: Cron;
  readonly threadId: string;
  /** The findings of our rules about its change, given the server's version. */
  readonly findings: readonly string[];
}

/** How a trial differs from a cron that runs; undefined: without that key. */
export type TrialChange = {
  readonly [Key in Exclude<keyof CronArguments, "thread_id">]?: CronArguments[Key] | undefined;
};

export interface ThreadOutcome {
  readonly status: string;
  readonly values: Readonly<Record<string, unknown>> | null;
  /** The error of the newest failed run. */
  readonly error: { readonly error: string } | null;
}

export interface CronTrials {
  /** Creates a cron that is due every other second, and that runs unless the change prevents it. */
  start(change?: TrialChange): Promise<CronTrial>;
  runs(trial: CronTrial): Promise<readonly Run[]>;
  /** Waits until this many runs have ended, and returns them all. */
  untilEnded(trial: CronTrial, count: number): Promise<readonly Run[]>;
  /** Waits until there are this many runs, with any result. */
  untilRuns(trial: CronTrial, count: number): Promise<void>;
  /** Starts this many runs by hand, as the schedule would. */
  addRuns(trial: CronTrial, count: number): Promise<void>;
  /** Waits until a new cron has run twice: by then the server has handled all crons that were due before. */
  untilOthersRan(): Promise<void>;
  /** True if the server has handled the cron: its next run has moved to a later date. */
  wasDue(trial: CronTrial): Promise<boolean>;
  /** The cron as it is on the server now. */
  read(trial: CronTrial): Promise<Cron>;
  thread(trial: CronTrial): Promise<ThreadOutcome>;
  pause(trial: CronTrial): Promise<void>;
  /** Deletes the threads with their crons and runs, because runs queued on one thread would delay all others. */
  remove(...trials: readonly CronTrial[]): Promise<void>;
}

/** The sixth field is the seconds. */
const everyOtherSecond = "* * * * * */2";
const patience = { timeout: 90_000, interval: 250 };
const page = { limit: 1000, offset: 0 };

/** `known`: what our rules know about this server besides its version. */
export function cronTrials(url: string, known: Partial<CheckOptions> = {}): CronTrials {
  const server = openTestServer(url, 60_000);
  const info = server.info();
  const runs: CronTrials["runs"] = ({ threadId }) => server.runs(threadId, page);
  const ended = async (trial: CronTrial) =>
    (await runs(trial)).filter(({ status }) => status !== "pending" && status !== "running");
  const start: CronTrials["start"] = async (change) => {
    const { thread_id } = await server.createThread();
    const plain = { thread_id, assistant_id: "look", schedule: everyOtherSecond, input: { topic: "x" } };
    const changed = changedBy(change, plain);
    const options = { now: Date.now(), minimumMinutes: 0, server: await info, ...known };
    const codesOf = (spec: CronArguments) => checkArguments({ ...spec }, options).map(({ code }) => code);
    return {
      cron: await server.createCron(createRequest(changed, { name: null })),
      threadId: thread_id,
      findings: codesOf(changed).filter((code) => !codesOf(plain).includes(code)),
    };
  };
  const untilEnded: CronTrials["untilEnded"] = (trial, count) =>
    vi.waitFor(async () => {
      const all = await ended(trial);
      expect(all.length).toBeGreaterThanOrEqual(count);
      return all;
    }, patience);
  // Each on a connection of its own: a server closes one that was idle for 5 s, perhaps while it is asked again.
  const send = (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { "content-type": "application/json", connection: "close" } });
  const remove: CronTrials["remove"] = async (...trials) => {
    for (const { threadId } of trials) await send(`/threads/${threadId}`, { method: "DELETE" });
  };
  return {
    start,
    runs,
    untilRuns: (trial, count) =>
      vi.waitFor(async () => expect((await runs(trial)).length).toBeGreaterThanOrEqual(count), patience),
    addRuns: async ({ cron, threadId }, count) => {
      const body = JSON.stringify({ assistant_id: cron.assistant_id, input: {} });
      for (let each = 0; each < count; each += 1) {
        await send(`/threads/${threadId}/runs`, { method: "POST", body });
      }
    },
    untilEnded,
    remove,
    pause: async ({ cron }) => void (await server.patchCron(cron.cron_id, { enabled: false })),
    untilOthersRan: async () => {
      const other = await start();
      await untilEnded(other, 2);
      await remove(other);
    },
    wasDue: async ({ cron }) => (await server.getCron(cron.cron_id)).next_run_date !== cron.next_run_date,
    read: ({ cron }) => server.getCron(cron.cron_id),
    thread: async ({ threadId }) => (await send(`/threads/${threadId}`)).json(),
  };
}

function changedBy(change: TrialChange | undefined, plain: CronArguments): CronArguments {
  const entries = Object.entries({ ...plain, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as CronArguments;
}
