import type { Clock } from "../base/clock";
import type { AgentServer } from "../server/agentServer";
import { ServerFailure } from "../server/problems/serverProblem";
import { tryLease, waitForDead } from "./acquireLease";
import { lateMilliseconds } from "./doubtAfter";
import { type FinishOutcome, finishSubmission } from "./finishSubmission";
import { type Lease, LeaseLost } from "./lease";
import { lockNameOf } from "./lockName";
import type { Journal, JournalEntry } from "./submission";
import { type Writer, writerOf } from "./writer";

export interface FinishOptions {
  readonly server: AgentServer;
  /** As `SubmitOptions.serverKey`: other servers' entries are left alone. */
  readonly serverKey: string;
  readonly journal: Journal;
  readonly clock: Clock;
  /**
   * Is the owner of an entry still at work on it? Believed for some minutes; then the lock has to show it, as a process's
   * id is used again. Default: nobody is.
   */
  readonly isAlive?: (owner: string) => boolean;
  /** Longer than the longest request. Default: that of requests of 20 s. */
  readonly doubtMilliseconds?: number;
  /**
   * Whether, for an old entry, a lock is waited for whose holder may be alive: at most three times `doubtMilliseconds`
   * until that is known, and once more to take over. Default: for each. A holder that is known to be dead takes the
   * latter alone, and that is waited for always.
   */
  readonly waitsForHolder?: (entry: JournalEntry) => boolean;
  /** Told each time before it waits for the lock of an entry. */
  readonly onWait?: (entry: JournalEntry) => void;
  /** Ends it between two requests: what is not finished by then stays open. */
  readonly signal?: AbortSignal;
}

/** What became of a submission that an earlier process had begun. */
export interface FinishedSubmission {
  readonly entry: JournalEntry;
  readonly outcome: FinishOutcome;
}

/**
 * Ends what a crash, or a lost connection, left in the journal: keeps one cron of a submission and switches it on, or
 * deletes what is left where it was given up. Safe to repeat, and to be killed at any point. Never throws
 * `ServerFailure`: what can't be finished stays open.
 */
export async function finishOpenSubmissions(options: FinishOptions): Promise<readonly FinishedSubmission[]> {
  const finished: FinishedSubmission[] = [];
  for (const entry of await options.journal.entries()) {
    if (options.signal?.aborted === true) break;
    if (entry.server !== options.serverKey || isAtWork(entry, options)) continue;
    const outcome = await finishInLease(entry, options);
    // Of a lock that was left over there is nothing to tell.
    if (entry.onlyLock !== true) finished.push({ entry, outcome });
  }
  return finished;
}

function isAtWork(entry: JournalEntry, { isAlive, clock }: FinishOptions): boolean {
  const age = clock.now() - entry.begunAt;
  return seemsAlive(entry, isAlive) && age >= 0 && age < lateMilliseconds;
}

function seemsAlive({ owner }: JournalEntry, isAlive: FinishOptions["isAlive"]): boolean {
  return owner !== undefined && isAlive?.(owner) === true;
}

async function finishInLease(entry: JournalEntry, options: FinishOptions): Promise<FinishedSubmission["outcome"]> {
  const writer = writerOf(options.server, options);
  try {
    const lease = await leaseFor(entry, options, writer);
    if (lease === undefined) return "open";
    let outcome: FinishedSubmission["outcome"];
    let current: JournalEntry | undefined;
    try {
      // Its owner may have gone on with it before the lease was had.
      current = await entryNow(entry, options);
      outcome = current === undefined ? "kept" : await finishSubmission(current, writer, lease);
      if (current?.onlyLock === true && current.lockFreedAt === undefined)
        await options.journal.write({ ...current, lockFreedAt: options.clock.now() });
    } finally {
      if (!(await lease.release())) outcome = "open";
    }
    // Its owner may go on with it since the lease was let go of, and has noted that.
    const isSame = (await entryNow(entry, options))?.begunAt === current?.begunAt;
    if (outcome !== "open" && isSame) await options.journal.remove(entry.submission);
    return outcome;
  } catch (error) {
    if (error instanceof ServerFailure || error instanceof LeaseLost || options.signal?.aborted === true) return "open";
    throw error;
  }
}

async function entryNow({ submission }: JournalEntry, { journal }: FinishOptions): Promise<JournalEntry | undefined> {
  return (await journal.entries()).find((entry) => entry.submission === submission);
}

/**
 * A lock of the entry's own submission is nobody's any more, unless its owner may live. Others are waited for only where
 * the entry is so old that they may have died, too.
 */
async function leaseFor(entry: JournalEntry, options: FinishOptions, writer: Writer): Promise<Lease | undefined> {
  const { server, clock, doubtMilliseconds } = writer;
  const mayLive = seemsAlive(entry, options.isAlive);
  const acquire = {
    server,
    clock,
    doubtMilliseconds,
    lockName: lockNameOf(entry),
    owner: crypto.randomUUID(),
    isDead: (owner: string) => !mayLive && owner.startsWith(entry.submission),
    onWait: () => options.onWait?.(entry),
    signal: () => options.signal,
  };
  const isOld = mayLive || Math.abs(clock.now() - entry.begunAt) > lateMilliseconds;
  return isOld && options.waitsForHolder?.(entry) !== false ? waitForDead(acquire) : tryLease(acquire);
}
