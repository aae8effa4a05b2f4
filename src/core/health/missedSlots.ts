import { countBetween } from "../schedule/countBetween";
import { nextRuns } from "../schedule/nextRuns";
import { parseSchedule } from "../schedule/parseSchedule";
import { runningZone } from "../schedule/runningZone";
import type { HealthFacts } from "./health";
import type { RunEvidence } from "./runEvidence";
import { slotAt } from "./slottedRuns";
import { clockTolerance } from "./startGrace";

/** Times of a schedule that the server went past without a run; moments in epoch milliseconds. */
export interface MissedSlots {
  readonly slots: number;
  readonly since: number;
  readonly last: number;
  /** Not by mistake: with `reject` there is no run while the thread is busy. */
  readonly isSkipped: boolean;
}

/**
 * The latest times that a server must be done with, if none of them had a run. A server sets its next run (`next_run_date`)
 * only when it has handled the one before, so the run of the latest time must be there: also after a downtime, which it
 * makes up for with one run for the latest time (Agent Server 0.16.7, Aegra 0.11.0). Runs are dropped in silence if they
 * can't be created (`context` beside `config.configurable`) or, with `reject`, while the thread is busy.
 *
 * Nothing is said if it can't be certain: the cron was changed after that time, the runs were read too early or not far
 * enough back, all threads that it has kept are gone, our engine disagrees with the server, or the strategy is unknown.
 */
export function missedSlots(facts: HealthFacts, { slotted }: RunEvidence, grace: number): MissedSlots | undefined {
  const { cron, dialect, runs } = facts;
  if (runs === undefined || cron.next_run_date === null) return undefined;
  if (facts.nextSeenAt !== undefined && runs.readAt < facts.nextSeenAt) return undefined;
  const next = Date.parse(cron.next_run_date);
  if (slotAt(cron, dialect, next) !== next) return undefined;
  const last = slotAt(cron, dialect, Math.min(next - 1, runs.readAt - grace - clockTolerance));
  const changed = facts.unchangedSince ?? Math.max(Date.parse(cron.created_at), Date.parse(cron.updated_at));
  if (last === undefined || !(last > changed)) return undefined;
  const started = slotted.filter(({ run }) => !run.isByHand).map(({ run }) => Date.parse(run.created_at));
  const [newest = Number.NEGATIVE_INFINITY] = started;
  // Threads that a cron has left may have been deleted since, the oldest first: none is no proof, an older one is.
  const isAll = runs.isAll && cron.thread_id !== null;
  const isCovered = isAll || started.some((moment) => moment < last);
  // Two machines can have stamped the run and found the cron due.
  if (!isCovered || newest >= last - clockTolerance) return undefined;
  const strategy = cron.payload === undefined ? runs.runs[0]?.multitask_strategy : multitaskStrategy(cron.payload);
  if (strategy === undefined) return undefined;
  const parsed = parseSchedule(cron.schedule, dialect);
  if (!parsed.ok) return undefined;
  const zone = runningZone(cron.timezone);
  const from = Math.max(newest, changed);
  const before = slotAt(cron, dialect, last - 1) ?? changed;
  // Where the clock changes, the next time depends on when the server looks for it.
  const [reached] = nextRuns(parsed.value, { zone, from: Math.max(before, changed), count: 1 });
  const [since] = nextRuns(parsed.value, { zone, from, count: 1 });
  if (reached !== last || since === undefined) return undefined;
  const slots = countBetween(parsed.value, zone, from, last + 1);
  return { slots, since, last, isSkipped: strategy === "reject" };
}

/** As the server runs it: without a strategy it enqueues. */
function multitaskStrategy({ multitask_strategy }: NonNullable<HealthFacts["cron"]["payload"]>): string {
  return typeof multitask_strategy === "string" ? multitask_strategy : "enqueue";
}
