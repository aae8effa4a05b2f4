import { isOpen, type SeenRun } from "../health/seenRun";
import type { CronUsage } from "./cronUsage";

/** The tokens of runs that were seen before the server deleted them; undefined if none was. Newest first. */
export function seenUsage(sights: readonly SeenRun[]): CronUsage | undefined {
  const ended = sights.filter((sight) => !isOpen(sight));
  const runs = ended.map(({ runId, tokens }) => ({ runId, total: tokens, usage: [] }));
  return runs.length === 0 ? undefined : { source: "seen", runs, isAll: false };
}
