import { cronRuns, type RunningCron } from "../schedule/cronRuns";

/** A cron on a thread, and how long its runs usually take. */
export interface TimedCron extends RunningCron {
  readonly threadId: string | null;
  /** Milliseconds; undefined if none of its runs is known, and then only runs due at the same moment count. */
  readonly takes: number | undefined;
}

/** On one thread a run is due before the one before it can have ended. */
export interface Overlap<Cron> {
  readonly first: Cron;
  /** The same cron if its own runs take longer than they are apart. */
  readonly second: Cron;
  /** When the second one is due, in epoch milliseconds. */
  readonly at: number;
}

/** Of each cron only so many runs are compared: what overlaps mostly does so soon. */
const mostCompared = 100;

/**
 * For each two crons of one thread the first time after `from` and before `to` (epoch milliseconds) at which their runs
 * overlap, in order.
 */
export function findOverlaps<Cron extends TimedCron>(
  crons: readonly Cron[],
  from: number,
  to: number,
): readonly Overlap<Cron>[] {
  const found: Overlap<Cron>[] = [];
  for (const shared of byThread(crons)) {
    // Without a length, a cron alone can't overlap itself.
    if (shared.length === 1 && shared[0]?.takes === undefined) continue;
    const runs = shared
      .flatMap((cron) => cronRuns(cron, { from, count: mostCompared }).runs.map((at) => ({ cron, at })))
      .filter(({ at }) => at < to)
      .sort((one, other) => one.at - other.at);
    const told = new Map<Cron, Set<Cron>>();
    let open: readonly (typeof runs)[number][] = [];
    for (const run of runs) {
      open = open.filter(({ at, cron }) => at === run.at || run.at < at + (cron.takes ?? 0));
      for (const { cron } of open) {
        const others = told.get(cron) ?? new Set<Cron>();
        told.set(cron, others);
        if (others.has(run.cron)) continue;
        others.add(run.cron);
        found.push({ first: cron, second: run.cron, at: run.at });
      }
      open = [...open, run];
    }
  }
  return found.sort((one, other) => one.at - other.at);
}

function byThread<Cron extends TimedCron>(crons: readonly Cron[]): Iterable<readonly Cron[]> {
  const threads = new Map<string, Cron[]>();
  for (const cron of crons) {
    if (cron.threadId === null || !cron.enabled) continue;
    const shared = threads.get(cron.threadId);
    if (shared === undefined) threads.set(cron.threadId, [cron]);
    else shared.push(cron);
  }
  return threads.values();
}
