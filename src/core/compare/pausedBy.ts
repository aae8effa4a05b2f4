import type { Cron } from "../server/cron";
import { isFinishedHash, metadataKeys } from "../server/stored/ownMetadata";

/**
 * Who paused a cron: null where it is on. `submission`: one of ours made it and has not got to its end, or left it paused
 * because the server reads it differently; whoever submits next switches it on. `person`: everybody else, and a
 * submission that was asked to; it stays paused unless the spec says otherwise.
 */
export function pausedBy({ enabled, metadata }: Pick<Cron, "enabled" | "metadata">): "person" | "submission" | null {
  if (enabled) return null;
  return isUnfinished({ metadata }) ? "submission" : "person";
}

/** Whether a submission of ours has touched the cron and not got to its end: the last thing that it writes is missing. */
export function isUnfinished({ metadata }: Pick<Cron, "metadata">): boolean {
  return typeof metadata[metadataKeys.submission] === "string" && !isFinishedHash(metadata[metadataKeys.hash]);
}
