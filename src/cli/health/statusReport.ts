import type { HealthKind } from "../../core/health/health";
import { worstFirst } from "../../core/health/urgency";
import { deletesRuns } from "../../core/known/keptRuns";
import type { JudgedCron, ServerHealths } from "../../core/known/readHealths";
import type { FailRule } from "./failOn";

/** What `status` tells of one cron. */
export interface StatusEntry extends JudgedCron {
  /** It counts for the exit code. */
  readonly fails: boolean;
  /** Its runs could tell more, and were not read, because they are too many. */
  readonly isUnread: boolean;
}

export interface StatusReport extends Pick<ServerHealths, "info"> {
  readonly url: string;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  /** The worst first. */
  readonly entries: readonly StatusEntry[];
}

export function statusReport(
  healths: ServerHealths,
  { askedAt, fails, url }: { readonly askedAt: number; readonly url: string; readonly fails: FailRule },
): StatusReport {
  const { crons, info, unread } = healths;
  const entries = crons.map((judged) => ({
    ...judged,
    fails: fails(judged),
    isUnread: unread.has(judged.cron.cron_id),
  }));
  return { url, askedAt, info, entries };
}

/** How many crons have each word, the worst first. */
export function countsOf({ entries }: StatusReport): readonly (readonly [kind: HealthKind, count: number])[] {
  return worstFirst
    .map((kind) => [kind, entries.filter(({ health }) => health.kind === kind).length] as const)
    .filter(([, count]) => count > 0);
}

/**
 * The crons that are on and whose threads the server does not show, their own or those that they keep: none was left yet,
 * they are gone, or its search is refused.
 */
export function unseenThreads({ entries }: StatusReport): number {
  return entries.filter(({ cron, thread }) => cron.enabled && !deletesRuns(cron) && thread === undefined).length;
}

/** The crons that are on and whose runs the server deletes: whether these fail can't be seen. */
export function unseenRuns({ entries }: StatusReport): number {
  return entries.filter(({ cron }) => cron.enabled && deletesRuns(cron)).length;
}
