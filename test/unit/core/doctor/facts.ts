import type { ExaminedCron, ServerFacts } from "../../../../src/core/doctor/doctorFacts";
import { cronHealth } from "../../../../src/core/health/cronHealth";
import type { HealthFacts } from "../../../../src/core/health/health";
import type { Cron, Run, Thread } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";

/** Wednesday. */
export const now = Date.parse("2026-12-02T12:30:30Z");
export const minute = 60_000;
export const hour = 60 * minute;
export const iso = (moment: number) => new Date(moment).toISOString();
/** The latest full hour. */
export const lastHour = now - 30.5 * minute;

let made = 0;

interface Staged {
  readonly thread?: Partial<Thread>;
  /** Newest first; undefined: not read. */
  readonly runs?: readonly Partial<Run>[];
  readonly isAll?: boolean;
  readonly facts?: Partial<HealthFacts>;
  readonly isUnread?: boolean;
  readonly isThreadUnseen?: boolean;
}

/** A cron that runs each full hour on a thread of its own and does so well, but for what a test says. */
export function staged(given: Partial<Cron> = {}, more: Staged = {}): ExaminedCron {
  made += 1;
  const cron_id = given.cron_id ?? `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`;
  const cron = cronWith({
    cron_id,
    thread_id: cron_id,
    schedule: "0 * * * *",
    next_run_date: iso(lastHour + hour),
    payload: { input: { topic: String(made) } },
    ...given,
  });
  const thread = threadWith({ thread_id: cron.thread_id ?? "", updated_at: iso(lastHour + 5_000), ...more.thread });
  const all = more.runs?.map((run) => ownRunWith({ cron_id, thread_id: thread.thread_id, ...run }));
  const runs = all && { runs: all, isAll: more.isAll ?? true, readAt: now, newest: all[0] };
  const health = cronHealth({
    cron,
    dialect: "secondsLast",
    runs,
    thread,
    unchangedSince: undefined,
    nextSeenAt: undefined,
    namesakes: 0,
    asOf: now,
    now,
    pollMilliseconds: 5_000,
    ...more.facts,
  });
  const { isThreadUnseen = false, isUnread = false } = more;
  return { cron, health, runs, thread: isThreadUnseen ? undefined : thread, isThreadUnseen, isUnread };
}

/** A run that began so long after a slot, and ended well. */
export function ran(slot: number, given: Partial<Run> = {}, lateBy = 2_000): Partial<Run> {
  const created_at = iso(slot + lateBy);
  return { created_at, updated_at: iso(slot + lateBy + 3_000), run_id: `run of ${created_at}`, ...given };
}

/** A server that is well, but for what a test says. */
export function serverWith(crons: readonly ExaminedCron[], given: Partial<ServerFacts> = {}): ServerFacts {
  return {
    kind: "read",
    info: { product: "agentServer", version: "0.16.7", hasCrons: true },
    dialect: "secondsLast",
    onLoopback: true,
    clockAhead: 0,
    metrics: {
      pending: 0,
      running: 0,
      longestWait: null,
      longestUnblockedWait: null,
      workers: { max: 1, active: 0, available: 1 },
    },
    assistantIds: new Set(crons.map(({ cron }) => cron.assistant_id)),
    crons,
    asked: undefined,
    now,
    ...given,
  };
}
