import type { Cron } from "../server/cron";
import { pruneMarkOf } from "../server/stored/ownership";
import { isFinishedHash, metadataKeys } from "../server/stored/ownMetadata";

/**
 * Who paused a cron; null if it is on. `submission`: one of ours created it and has not finished, or left it paused
 * because the server reads it differently; the next submit switches it on. `prune`: its spec was gone; once that is
 * back, a submit switches it on. `person`: anyone else, or a submission that was asked to; it stays paused unless the
 * spec says otherwise.
 */
export function pausedBy(cron: Pick<Cron, "enabled" | "metadata">): "person" | "submission" | "prune" | null {
  if (cron.enabled) return null;
  if (isUnfinished(cron)) return "submission";
  return pruneMarkOf(cron)?.wasOn === true ? "prune" : "person";
}

/** Whether one of our submissions touched the cron but did not finish: what it writes last is missing. */
export function isUnfinished({ metadata }: Pick<Cron, "metadata">): boolean {
  return typeof metadata[metadataKeys.submission] === "string" && !isFinishedHash(metadata[metadataKeys.hash]);
}
