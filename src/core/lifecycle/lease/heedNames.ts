import type { AcquireOptions } from "./acquireOptions";
import type { Lease } from "./lease";
import { beatOf } from "./leaseBeat";
import { readNode, rootId } from "./leaseChain";
import { isNameLock, namesLock } from "./lockName";
import { retryUnclear } from "./unclear";

/**
 * Who holds the lease of a name goes on only once nobody holds all names (see `holdNames`). Both first create their own
 * lock and then look for the other's, so of two at once at least one sees the other. Returns undefined, and releases the
 * lease, if somebody keeps holding all names. `take` takes a lease as this one was taken.
 */
export async function heedNames(
  options: AcquireOptions,
  lease: Lease | undefined,
  take: (options: AcquireOptions) => Promise<Lease | undefined>,
): Promise<Lease | undefined> {
  if (lease === undefined || !lease.decides || !isNameLock(options.lockName)) return lease;
  let areFree = false;
  try {
    areFree = await waitForNames(options, lease, take);
  } finally {
    if (!areFree && !(await lease.release())) options.onUnclear?.(true);
  }
  return areFree ? lease : undefined;
}

/** Takes their lease, too, if there is one: so a holder that has died is waited for no longer than one of a name. */
async function waitForNames(
  options: AcquireOptions,
  lease: Lease,
  take: (options: AcquireOptions) => Promise<Lease | undefined>,
): Promise<boolean> {
  const { beforeNames, clock, onNamesGone, onWait, server, signal } = options;
  const now = signal?.();
  const call = now === undefined ? {} : { signal: now };
  const node = await retryUnclear(clock, now, () => readNode(server, rootId(namesLock), call));
  if (node === undefined) return true;
  const beat = beatOf(lease, clock);
  const names = await take({
    ...options,
    lockName: namesLock,
    beforeClaim: async () => beforeNames?.(),
    onWait: (milliseconds, wait) => {
      beat();
      onWait?.(milliseconds, wait);
    },
    onUnclear: (isUnclear) => {
      if (!isUnclear) onNamesGone?.();
    },
  });
  if (names === undefined) return false;
  if (await names.release()) onNamesGone?.();
  return true;
}
