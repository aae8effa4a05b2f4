import type { Thread } from "../server/cron";
import { metadataKeys } from "../server/stored/ownMetadata";

/** Whether a thread is a lock of a submission, and no conversation: no view shows such threads. */
export function isLockThread({ metadata }: Pick<Thread, "metadata">): boolean {
  return typeof metadata[metadataKeys.lock] === "string";
}
