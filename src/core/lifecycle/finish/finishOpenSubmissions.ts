import type { Clock } from "../../base/clock";
import type { AgentServer } from "../../server/agentServer";
import { ServerFailure } from "../../server/problems/serverProblem";
import { tryLease, waitForDead } from "../lease/acquireLease";
import { lateMilliseconds } from "../lease/doubtAfter";
import { freshly, type Lease, LeaseLost } from "../lease/lease";
import { lockNameOf, namesLock } from "../lease/lockName";
import { LockOwner } from "../lease/lockOwner";
import { type Writer, writerOf } from "../lease/writer";
import type { Journal, JournalEntry } from "../submission/submission";
import { type FinishOutcome, finishSubmission } from "./finishSubmission";
import { LeftLocks } from "./leftLocks";

export interface FinishOptions {
  readonly server: AgentServer;
  /** Same as `SubmitOptions.serverKey`; entries of other servers are left alone. */
  readonly serverKey: string;
  readonly journal: Journal;
  readonly clock: Clock;
  /**
   * Whether the owner of an entry is still working on it. Trusted for some minutes; after that the lock must show it,
   * because process ids are reused. Default: no owner is alive.
   */
  readonly isAlive?: (owner: string) => boolean;
  /** Longer than the longest request. Default: based on requests of 20 s. */
  readonly doubtMilliseconds?: number;
  /**
   * Whether to wait for a lock whose holder may be alive, for an old entry: up to three times `doubtMilliseconds` to
   * find out, and once more to take over. Default: always. A holder known to be dead only needs the takeover wait,
   * which always happens.
   */
  readonly waitsForHolder?: (entry: JournalEntry) => boolean;
  /** Called before each wait for the lock of an entry. */
  readonly onWait?: (entry: JournalEntry) => void;
  /** Stops between two requests; what is not finished by then stays open. */
  readonly signal?: AbortSignal;
}

/** The result for a submission that an earlier process started. */
export interface FinishedSubmission {
  readonly entry: JournalEntry;
  readonly outcome: FinishOutcome;
}

/**
 * Finishes what a crash or a lost connection left in the journal: keeps one cron per submission and switches it on, or
 * deletes the rest of a submission that was given up. Safe to repeat, and to kill at any point. Never throws
 * `ServerFailure`: what can't be finished stays open.
 */
export async function finishOpenSubmissions(options: FinishOptions): Promise<readonly FinishedSubmission[]> {
  const finished: FinishedSubmission[] = [];
  for (const entry of namesFirst(await options.journal.entries())) {
    if (options.signal?.aborted === true) break;
    if (entry.server !== options.serverKey || isAtWork(entry, options)) continue;
    const outcome = await finishInLease(entry, options);
    // A leftover lock is nothing to report.
    if (entry.onlyLock !== true) finished.push({ entry, outcome });
  }
  return finished;
}

/** As long as all names are locked, no lock of one can be let go. */
function namesFirst(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const lockNames = ({ otherLocks = [] }: JournalEntry) => otherLocks.includes(namesLock);
  return [...entries.filter(lockNames), ...entries.filter((entry) => !lockNames(entry))];
}

function isAtWork(entry: JournalEntry, { isAlive, clock }: FinishOptions): boolean {
  const age = clock.now() - entry.begunAt;
  return seemsAlive(entry, isAlive) && age >= 0 && age < lateMilliseconds;
}

function seemsAlive({ owner }: JournalEntry, isAlive: FinishOptions["isAlive"]): boolean {
  return owner !== undefined && isAlive?.(owner) === true;
}

async function finishInLease(entry: JournalEntry, options: FinishOptions): Promise<FinishedSubmission["outcome"]> {
  const left = new LeftLocks(options.clock, options);
  try {
    return await finishWith(entry, options, left);
  } catch (error) {
    if (error instanceof ServerFailure || error instanceof LeaseLost || options.signal?.aborted === true) return "open";
    throw error;
  } finally {
    if (!(await isAboutLocks(entry, options))) await left.write();
  }
}

/** Whether the entry itself stays until its locks are gone, because it has no owner who could remove it. */
async function isAboutLocks(entry: JournalEntry, options: FinishOptions): Promise<boolean> {
  const now = await entryNow(entry, options);
  return now?.onlyLock === true && now.owner === undefined;
}

async function finishWith(
  entry: JournalEntry,
  options: FinishOptions,
  left: LeftLocks,
): Promise<FinishedSubmission["outcome"]> {
  const writer = writerOf(options.server, options);
  const ownLock = lockNameOf(entry);
  const lease = await leaseFor(entry, options, writer, left, ownLock);
  if (lease === undefined) return "open";
  let outcome: FinishedSubmission["outcome"];
  let current: JournalEntry | undefined;
  try {
    // Its owner may have continued before we got the lease.
    current = await entryNow(entry, options);
    outcome =
      current === undefined ? "kept" : await finishSubmission(current, writer, whileUnchanged(lease, current, options));
    if (current?.onlyLock === true && current.lockFreedAt === undefined)
      await options.journal.write({ ...current, lockFreedAt: options.clock.now() });
  } finally {
    if (!(await left.release(ownLock, lease))) outcome = "open";
  }
  for (const lockName of current?.otherLocks ?? []) {
    const other = await leaseFor(entry, options, writer, left, lockName);
    if (other === undefined || !(await left.release(lockName, other))) outcome = "open";
  }
  // Its owner may have continued after we released the lease; it then updated the entry.
  const isSame = (await entryNow(entry, options))?.begunAt === current?.begunAt;
  if (outcome !== "open" && isSame) await options.journal.remove(entry.submission);
  return outcome;
}

/**
 * The lease, held only as long as the journal says the same of the submission: its owner may give it up, or continue,
 * up to the last moment.
 */
function whileUnchanged(lease: Lease, entry: JournalEntry, options: FinishOptions): Lease {
  const fence = () =>
    freshly(options.clock, async () => {
      await lease.fence();
      const now = await entryNow(entry, options);
      if (now?.begunAt !== entry.begunAt || now.abandoned !== entry.abandoned) throw new LeaseLost();
    });
  return { decides: lease.decides, fence, touch: () => lease.touch(), release: () => lease.release() };
}

async function entryNow({ submission }: JournalEntry, { journal }: FinishOptions): Promise<JournalEntry | undefined> {
  return (await journal.entries()).find((entry) => entry.submission === submission);
}

/**
 * A lock of the entry's own submission belongs to nobody, unless its owner may be alive. Other holders are waited for
 * only if the entry is so old that they may have died too.
 */
async function leaseFor(
  entry: JournalEntry,
  options: FinishOptions,
  writer: Writer,
  left: LeftLocks,
  lockName: string,
): Promise<Lease | undefined> {
  const { server, clock, doubtMilliseconds } = writer;
  const mayLive = seemsAlive(entry, options.isAlive);
  const acquire = {
    server,
    clock,
    doubtMilliseconds,
    lockName,
    owner: new LockOwner(crypto.randomUUID()),
    isDead: (owner: string) => !mayLive && owner.startsWith(entry.submission),
    onWait: () => options.onWait?.(entry),
    ...left.of(lockName),
    signal: () => options.signal,
  };
  const isOld = mayLive || Math.abs(clock.now() - entry.begunAt) > lateMilliseconds;
  return isOld && options.waitsForHolder?.(entry) !== false ? waitForDead(acquire) : tryLease(acquire);
}
