import type { Run } from "../server/cron";

/** A run that was seen before its server deleted it. Nothing of what it was given or answered. */
export interface SeenRun {
  readonly runId: string;
  readonly threadId: string;
  readonly assistantId: string;
  readonly cronId: string;
  /** Epoch milliseconds; null if it was started by hand, or for a time that can't be known. */
  readonly slot: number | null;
  /** ISO 8601, as the server wrote them. */
  readonly created: string;
  readonly updated: string;
  /** As it was seen last: of a run whose end was not seen, `pending` or `running`. */
  readonly status: Run["status"];
  readonly isByHand: boolean;
  /** Null if not known. */
  readonly tokens: number | null;
}

/** A cron's runs are deleted by the dozen: older ones are dropped. */
const mostOfCron = 50;
const mostOfServer = 5_000;

export function isOpen({ status }: Pick<Run, "status">): boolean {
  return status === "pending" || status === "running";
}

/** Which of two sights of one run tells more: its end, or else the later one. */
export function laterSight(one: SeenRun, other: SeenRun): SeenRun {
  if (isOpen(one) !== isOpen(other)) return isOpen(one) ? other : one;
  const isLater = other.updated > one.updated || (other.updated === one.updated && other.status !== one.status);
  const later = isLater ? other : one;
  const tokens = one.tokens ?? other.tokens;
  return later.tokens === tokens ? later : { ...later, tokens };
}

/** Each run once, newest first, with the oldest dropped where there are too many. */
export function keptSights(sights: readonly SeenRun[]): readonly SeenRun[] {
  const byRun = new Map<string, SeenRun>();
  for (const sight of sights) {
    const before = byRun.get(sight.runId);
    byRun.set(sight.runId, before === undefined ? sight : laterSight(before, sight));
  }
  const counts = new Map<string, number>();
  return [...byRun.values()]
    .sort((one, other) => (one.created > other.created ? -1 : 1))
    .filter(({ cronId }) => {
      const count = (counts.get(cronId) ?? 0) + 1;
      counts.set(cronId, count);
      return count <= mostOfCron;
    })
    .slice(0, mostOfServer);
}

/** `isThere`: the server still has it; otherwise nobody can tell how an open one has ended. */
export function runOf(sight: SeenRun, isThere: boolean): Run {
  return {
    run_id: sight.runId,
    thread_id: sight.threadId,
    assistant_id: sight.assistantId,
    cron_id: sight.cronId,
    created_at: sight.created,
    updated_at: sight.updated,
    status: isOpen(sight) && !isThere ? "unknown" : sight.status,
    attempt: undefined,
    multitask_strategy: undefined,
    isByHand: sight.isByHand,
  };
}
