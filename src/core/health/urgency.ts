import type { Run } from "../server/cron";
import type { Health, HealthKind, KnownRuns } from "./health";

/** The worst first: what costs at each moment, what does not work, what may not, what waits; then what is well, or off. */
export const worstFirst: readonly HealthKind[] = [
  ...["endless", "failed", "late", "missed", "never", "waits", "pilingUp", "duplicate"],
  ...["skipped", "running", "due", "scheduled", "paused", "ended"],
] as const;

/** Sorts the worst first; of two that failed the one that did so more often, then the one since longer ago. */
export function byUrgency(one: Health, other: Health): number {
  const rank = worstFirst.indexOf(one.kind) - worstFirst.indexOf(other.kind);
  if (rank !== 0) return rank;
  const row = one.kind === "failed" && other.kind === "failed" ? other.inARow - one.inARow : 0;
  return row === 0 ? sinceOf(one) - sinceOf(other) : row;
}

function sinceOf(health: Health): number {
  const since = "since" in health ? health.since : "slot" in health ? health.slot : undefined;
  return since ?? Number.MAX_SAFE_INTEGER;
}

/** The run that shows what is wrong: the newest that failed, or the one that waits. Undefined if none is known. */
export function telltaleRun(health: Health, runs: KnownRuns | undefined): Run | undefined {
  switch (health.kind) {
    case "failed":
      return runs?.runs.find(({ status }) => status === "error" || status === "timeout");
    case "waits":
      return health.lastRun?.run;
    default:
      return undefined;
  }
}
