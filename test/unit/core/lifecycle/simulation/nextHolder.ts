import { acquireLease } from "../../../../../src/core/lifecycle/lease/acquireLease";
import { guardMilliseconds } from "../../../../../src/core/lifecycle/lease/lease";
import { namesLock } from "../../../../../src/core/lifecycle/lease/lockName";
import { LockOwner } from "../../../../../src/core/lifecycle/lease/lockOwner";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { isLock } from "./invariants";
import { doubtMilliseconds } from "./modelNetwork";
import type { ModelProcess } from "./modelProcess";
import type { ModelServer } from "./modelServer";

/** Three times until a holder is dead, one look more, and once for what it has sent; the requests come on top. */
const longestMilliseconds = 4 * doubtMilliseconds + guardMilliseconds + 1_010;

/**
 * Whatever lock is left, the next who wants it gets it no later than any dead holder's, and leaves nothing of it. Where
 * all names are locked, that one comes first: the others wait for it.
 */
export async function lookAtNextHolder({ clock, server, truth }: ModelProcess, model: ModelServer): Promise<void> {
  const lockNames = lockNamesOf(model);
  for (const lockName of lockNames) {
    let waited = 0;
    const onWait = (milliseconds: number) => {
      waited += milliseconds;
    };
    const owner = new LockOwner(crypto.randomUUID());
    const lease = await acquireLease({ server, clock, lockName, owner, doubtMilliseconds, onWait });
    if (waited > longestMilliseconds) truth.violate("a lock that was left holds its name too long");
    await lease.fence();
    if (!(await lease.release())) truth.violate("a lock that was left can't be let go");
  }
  if (lockNamesOf(model).length > 0) truth.violate("a lock that was left stays when the next has had it");
}

function lockNamesOf({ threads }: ModelServer): readonly string[] {
  const left = [...threads.values()].filter(isLock).map(({ metadata }) => String(metadata[metadataKeys.lock]));
  return [...left.filter((name) => name === namesLock), ...left.filter((name) => name !== namesLock)];
}
