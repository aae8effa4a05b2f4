import { ServerFailure } from "../../server/problems/serverProblem";
import type { AcquireOptions } from "./acquireOptions";
import { heedNames } from "./heedNames";
import { guardMilliseconds, type Lease, LeaseLost, noLease, ThreadLease } from "./lease";
import { type LockNode, lockMetadata, readChain, rootId, successorId } from "./leaseChain";
import { whoOf } from "./lockOwner";
import type { LockWait } from "./lockWait";
import { isUnclear, neverReached, retryUnclear } from "./unclear";

/** A holder that shows no activity for this many times `doubtMilliseconds` counts as dead. */
const patienceInDoubts = 3;
const firstPollMilliseconds = 250;
/** After this many unanswered claims that created no lock, something else is wrong with the server. */
const maximumUnclear = 3;

/** Waits until the caller holds the lease. Throws `ServerFailure`, or the signal's reason. */
export async function acquireLease(options: AcquireOptions): Promise<Lease> {
  for (;;) {
    const lease = await waitForDead(options);
    if (lease !== undefined) return lease;
  }
}

/**
 * Waits until the lease is free or its holder must be dead; returns undefined if the holder turns out to be active. If
 * others hold a lock that can't be read (custom auth), the caller goes on without a lock after the same wait. Throws
 * `ServerFailure`, or the signal's reason.
 */
export async function waitForDead(options: AcquireOptions): Promise<Lease | undefined> {
  return heedNames(options, await waitForHolder(options), waitForHolder);
}

async function waitForHolder(options: AcquireOptions): Promise<Lease | undefined> {
  const patienceFor = (tip: LockNode | undefined) => longestDoubt(options, tip ? [tip] : []) * patienceInDoubts;
  const root = rootId(options.lockName);
  let seen: LockNode | undefined;
  let waited = 0;
  let unclear = 0;
  for (let count = 0; ; count += 1) {
    const isDead = (tip: LockNode) =>
      options.isDead?.(tip.owner) === true || (isSame(tip, seen) && waited >= patienceFor(tip));
    const { lease, tip, failure } = await tryOnce(options, root, isDead);
    if (lease !== undefined) return lease;
    if (failure !== undefined) {
      unclear += 1;
      if (unclear === maximumUnclear) throw failure;
    }
    if (seen !== undefined && tip !== undefined && !isSame(tip, seen)) return undefined;
    if (!isSame(tip, seen)) waited = 0;
    if (tip === undefined && waited >= patienceFor(tip)) return noLease;
    const last = tip ?? seen;
    seen = tip;
    // Count our own sleeps because a clock may jump; vary them so that waiting clients don't all ask at once.
    const pause =
      count === 0 ? firstPollMilliseconds : 500 + 2 * (Number.parseInt(options.owner.key.slice(0, 2), 16) || 0);
    // Between claim and read it may have been released.
    options.onWait?.(pause, waitFor(options, last === undefined ? [] : [last]));
    await options.clock.sleep(pause, options.signal?.());
    waited += pause;
  }
}

/** Returns the lease if it is free or its holder is known to be dead, else undefined. Throws `ServerFailure`. */
export async function tryLease(options: AcquireOptions): Promise<Lease | undefined> {
  return heedNames(options, await tryNow(options), tryNow);
}

async function tryNow(options: AcquireOptions): Promise<Lease | undefined> {
  const isDead = ({ owner }: LockNode) => options.isDead?.(owner) === true;
  return (await tryOnce(options, rootId(options.lockName), isDead)).lease;
}

interface Attempt {
  readonly lease?: Lease;
  /** The current holder; undefined if nobody holds the lock any more or it can't be read. */
  readonly tip?: LockNode;
  /** The answer to our own claim was lost, and the claim was not carried out. */
  readonly failure?: ServerFailure;
}

/** `root`: the id of the lock's first thread. */
async function tryOnce(options: AcquireOptions, root: string, isDead: (tip: LockNode) => boolean): Promise<Attempt> {
  const first = await claim(options, root);
  if (first === "refused") return { lease: noLease };
  if (isMade(first)) return { lease: leaseOf(options, [first]) };
  if (isLost(first)) await waitForIt(options);
  const chain = await read(options, root);
  const tip = chain.at(-1);
  const isOwn = options.owner.isOwn(tip?.owner);
  if (!isOwn) options.onUnclear?.(false);
  if (tip === undefined) return isLost(first) ? { failure: first } : {};
  // The answer to our own claim was lost, but the claim was carried out.
  if (isOwn) return chain.length === 1 ? { lease: leaseOf(options, chain) } : takeOver(options, chain);
  if (!isDead(tip)) return { tip };
  const id = successorId(tip);
  const next = await claim(options, id);
  if (next === "refused") return { lease: noLease };
  if (isMade(next)) return takeOver(options, [...chain, next]);
  if (!isLost(next)) return { tip };
  await waitForIt(options);
  const now = await read(options, root);
  if (options.owner.isOwn(now.at(-1)?.owner)) return takeOver(options, now);
  options.onUnclear?.(false);
  return { tip, failure: next };
}

function isLost(claimed: Claimed): claimed is ServerFailure {
  return claimed instanceof ServerFailure;
}

function isMade(claimed: Claimed): claimed is LockNode {
  return typeof claimed === "object" && !isLost(claimed);
}

/** Waits until an unanswered claim is carried out or lost; later it would leave a lock nobody knows about. */
async function waitForIt({ clock, doubtMilliseconds, signal, onWait, onUnclear }: AcquireOptions): Promise<void> {
  onWait?.(doubtMilliseconds);
  onUnclear?.(true);
  await clock.sleep(doubtMilliseconds, signal?.());
}

/** Waits until the previous holder's requests have been carried out or never will be. */
async function takeOver(options: AcquireOptions, chain: readonly LockNode[]): Promise<Attempt> {
  const lease = leaseOf(options, chain);
  const pause = takeOverMilliseconds(options, chain);
  options.onWait?.(pause, waitFor(options, chain.slice(0, -1)));
  try {
    await options.clock.sleep(pause, options.signal?.());
    await lease.fence();
    return { lease };
  } catch (error) {
    if (!(await lease.release())) options.onUnclear?.(true);
    if (!(error instanceof LeaseLost)) throw error;
    return {};
  }
}

function takeOverMilliseconds(options: AcquireOptions, chain: readonly LockNode[]): number {
  return longestDoubt(options, chain) + guardMilliseconds;
}

/** `others`: the holder, and those before it as far as they are known. */
function waitFor(options: AcquireOptions, others: readonly LockNode[]): LockWait {
  return {
    lockName: options.lockName,
    who: whoOf(others.at(-1)?.owner),
    mostMilliseconds: longestDoubt(options, others) * patienceInDoubts + takeOverMilliseconds(options, others),
  };
}

function leaseOf({ server, clock, signal }: AcquireOptions, chain: readonly LockNode[]): Lease {
  return new ThreadLease({ server, clock, chain, signal: () => signal?.() });
}

/** Other machines have their own time-outs, so their requests may take longer than ours. */
function longestDoubt({ doubtMilliseconds }: AcquireOptions, nodes: readonly LockNode[]): number {
  return Math.max(doubtMilliseconds, ...nodes.map((node) => node.doubtMilliseconds));
}

/** The thread that it made. taken: by someone else, or by us earlier. A `ServerFailure`: it may still be carried out. */
type Claimed = LockNode | "taken" | "refused" | ServerFailure;

async function claim(options: AcquireOptions, id: string): Promise<Claimed> {
  const { server, lockName, doubtMilliseconds } = options;
  await options.beforeClaim?.();
  const owner = options.owner.next();
  try {
    // No signal: after a cancel we must know whether there is a lock to release.
    await server.claimThread(id, lockMetadata(lockName, owner, doubtMilliseconds));
    return { id, owner, pulse: 0, doubtMilliseconds };
  } catch (error) {
    if (!(error instanceof ServerFailure) || neverReached(error)) throw error;
    const { problem } = error;
    if (problem.kind === "rejected" && problem.status === 409) return "taken";
    if (isUnclear(error)) return error;
    if (problem.kind === "rejected" || problem.kind === "unauthorized" || problem.kind === "notFound") return "refused";
    throw error;
  }
}

function read({ server, clock, signal }: AcquireOptions, root: string): Promise<readonly LockNode[]> {
  const now = signal?.();
  return retryUnclear(clock, now, () => readChain(server, root, now === undefined ? {} : { signal: now }));
}

function isSame(one: LockNode | undefined, other: LockNode | undefined): boolean {
  return one?.id === other?.id && one?.owner === other?.owner && one?.pulse === other?.pulse;
}
