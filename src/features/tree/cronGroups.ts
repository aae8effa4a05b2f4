import type { Cron } from "../../core/server/cron";

/** Crons by thread; null holds those without one. Groups, and crons in a group, are sorted by their next run. */
export type CronGroups = ReadonlyMap<string | null, readonly Cron[]>;

const known = new WeakMap<readonly Cron[], CronGroups>();

/** Groups are cached with their list: a tree asks once for every thread that it draws. */
export function groupCrons(crons: readonly Cron[]): CronGroups {
  const groups = known.get(crons) ?? group(crons);
  known.set(crons, groups);
  return groups;
}

function group(crons: readonly Cron[]): CronGroups {
  const groups = new Map<string | null, Cron[]>();
  // Each date is parsed once, not at each comparison.
  const dated = crons.map((cron) => ({ cron, due: dueTime(cron) })).sort(soonestFirst);
  for (const { cron } of dated) {
    const members = groups.get(cron.thread_id);
    if (members === undefined) {
      groups.set(cron.thread_id, [cron]);
    } else {
      members.push(cron);
    }
  }
  return groups;
}

interface Dated {
  readonly cron: Cron;
  readonly due: number;
}

/** Paused crons come last: the server keeps their old next run. */
function soonestFirst(one: Dated, other: Dated): number {
  return (
    one.due - other.due ||
    compare(one.cron.created_at, other.cron.created_at) ||
    compare(one.cron.cron_id, other.cron.cron_id)
  );
}

function dueTime(cron: Cron): number {
  const due = cron.enabled && cron.next_run_date !== null ? Date.parse(cron.next_run_date) : Number.NaN;
  // A finite stand-in, because infinity minus infinity is NaN.
  return Number.isNaN(due) ? Number.MAX_SAFE_INTEGER : due;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
