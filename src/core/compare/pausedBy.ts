import type { Cron } from "../server/cron";
import { isFinishedHash, metadataKeys } from "../server/stored/ownMetadata";

/**
 * Who paused a cron; null if it is on. `submission`: one of ours created it and has not finished, or left it paused
 * because the server reads it differently; the next submit switches it on. `person`: anyone else, or a submission that
 * was asked to; it stays paused unless the spec says otherwise.
 */
export function pausedBy({ enabled, metadata }: Pick<Cron, "enabled" | "metadata">): "person" | "submission" | null {
  if (enabled) return null;
  return isUnfinished({ metadata }) ? "submission" : "person";
}

/** Whether one of our submissions touched the cron but did not finish: what it writes last is missing. */
export function isUnfinished({ metadata }: Pick<Cron, "metadata">): boolean {
  return typeof metadata[metadataKeys.submission] === "string" && !isFinishedHash(metadata[metadataKeys.hash]);
}
