import type { Thread } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";

/** Whether a thread is a submission's lock rather than a conversation; no view shows locks. */
export function isLockThread({ metadata }: Pick<Thread, "metadata">): boolean {
  return typeof metadata[metadataKeys.lock] === "string";
}
