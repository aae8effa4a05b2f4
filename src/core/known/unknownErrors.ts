import type { Health } from "../health/health";
import { fewThreads } from "../server/agentServer";
import type { Cron, Thread } from "../server/cron";

interface Facts {
  healthOf(cron: Cron): Health;
  /** The thread that tells of the cron's last run; undefined if none is known. */
  threadIdOf(cron: Cron, health: Health): string | undefined;
  /** Undefined if it was not read. */
  thread(id: string): Thread | undefined;
}

/**
 * The threads of crons that failed of which nobody has read why: no list says it. A thread comes with its error only
 * together with all its values, so these are few.
 */
export function unknownErrors(crons: readonly Cron[], { healthOf, thread, threadIdOf }: Facts): readonly string[] {
  const ids = crons.flatMap((cron) => {
    const health = healthOf(cron);
    if (health.kind !== "failed" || health.error !== undefined) return [];
    const id = threadIdOf(cron, health);
    const known = id === undefined ? undefined : thread(id);
    // Null: it was asked for, and there is none.
    return id === undefined || known?.error !== undefined ? [] : [id];
  });
  return [...new Set(ids)].slice(0, fewThreads);
}
