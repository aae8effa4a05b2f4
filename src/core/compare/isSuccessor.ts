import { sameJson } from "../base/sameJson";
import type { Cron } from "../server/cron";
import { withoutOwnKeys } from "../server/stored/ownMetadata";
import { specName } from "../server/stored/specName";

/**
 * Whether a cron has taken the place of one that is gone: made again by an undo, recreated by a submit, or moved. A
 * spec's name is the identity of its cron; without a name it is the same cron if everything in a list is equal.
 */
export function isSuccessor(cron: Cron, gone: Cron): boolean {
  if (cron.cron_id === gone.cron_id || !(Date.parse(cron.created_at) > Date.parse(gone.created_at))) return false;
  const name = specName(gone);
  if (name !== undefined) return specName(cron) === name;
  return sameJson(lasting(cron), lasting(gone));
}

function lasting({ assistant_id, end_time, metadata, schedule, thread_id, timezone }: Cron) {
  return { assistant_id, end_time, metadata: withoutOwnKeys(metadata), schedule, thread_id, timezone };
}
