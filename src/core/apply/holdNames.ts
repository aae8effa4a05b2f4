import { Milestone } from "../base/milestone";
import { Places } from "../base/places";
import { type Lease, LeaseLost } from "../lifecycle/lease/lease";
import { beatOf } from "../lifecycle/lease/leaseBeat";
import { rootId } from "../lifecycle/lease/leaseChain";
import { lockNameOf, namesLock } from "../lifecycle/lease/lockName";
import { LockOwner } from "../lifecycle/lease/lockOwner";
import type { CountedWait } from "../lifecycle/lease/lockWait";
import { SharedFence, SharedLease } from "../lifecycle/lease/sharedFence";
import { retryUnclear } from "../lifecycle/lease/unclear";
import { OwnLease } from "../lifecycle/submission/ownLease";
import type { JournalEntry, SubmitOptions } from "../lifecycle/submission/submission";
import type { Together } from "../lifecycle/submission/together";
import { largestPage } from "../server/agentServer";
import { capabilitiesOf } from "../server/capabilities";
import type { ServerInfo } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import { metadataKeys } from "../server/stored/ownMetadata";
import { specName } from "../server/stored/specName";

export interface HoldNamesOptions
  extends Pick<
    SubmitOptions,
    "server" | "serverKey" | "journal" | "clock" | "newSubmission" | "owner" | "who" | "doubtMilliseconds" | "signal"
  > {
  /** Of the crons that are to be created. */
  readonly names: readonly string[];
  /** So many crons are worked on at once. */
  readonly concurrency: number;
  /** Called before each wait. */
  readonly beat: () => void;
  /** Called before each wait for others. Absent: nobody is told. */
  readonly onWait?: (wait: CountedWait) => void;
}

/** A submission that creates its cron while all names are held. */
export interface NamesMember extends Together {
  /** Resolves once it needs the lease of all names no longer. */
  readonly left: Promise<void>;
  /** The submission has ended. */
  end(): void;
}

/** The lease of all names, and which of them are free. */
export interface HeldNames {
  isFree(name: string): boolean;
  join(): NamesMember;
  /** Releases the lease once nobody needs it any more. */
  close(): Promise<void>;
}

/**
 * Locks all names of a server, so that many crons can be created under one lease, and looks which names are free: no
 * cron has them, and nobody holds a lock of theirs. undefined if that is not possible here, and each submission has to
 * hold the lease of its own name: threads can't be created, or, with custom auth, may be hidden from others; crons can't
 * be paused; or the server fails, which each submission says itself. Throws the signal's reason.
 */
export async function holdNames(options: HoldNamesOptions): Promise<HeldNames | undefined> {
  const { clock, server, signal } = options;
  const read = <Value>(act: () => Promise<Value>) => retryUnclear(clock, signal, act, { tries: 3 });
  const call = signal === undefined ? {} : { signal };
  const lock = new NamesLock(options);
  try {
    const info = await read(() => server.info(call));
    const { createsPaused, patches } = capabilitiesOf(info);
    if (!info.hasCrons || !createsPaused || !patches) return undefined;
    const lease = await lock.hold();
    const seen = lease.decides && (await isSeenByAll(options, read)) ? await takenNames(options, read) : undefined;
    if (seen !== undefined) {
      const held = new Names(options, lock, lease, info, seen);
      await held.fence();
      return held;
    }
  } catch (error) {
    await lock.release();
    if (error instanceof ServerFailure || error instanceof LeaseLost) return undefined;
    throw error;
  }
  await lock.release();
  return undefined;
}

type Read = <Value>(act: () => Promise<Value>) => Promise<Value>;

/** Auth that stamps threads may hide them from others, who would then not see the lock. */
async function isSeenByAll({ server }: HoldNamesOptions, read: Read): Promise<boolean> {
  const { metadata } = await read(() => server.getThread(rootId(namesLock)));
  return Object.keys(metadata).every((key) => key.startsWith(metadataKeys.lock));
}

/** First the locks, then the crons: whoever has released a lock before the first look has written before the second. */
async function takenNames({ names, server }: HoldNamesOptions, read: Read): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (let from = 0; from < names.length; from += largestPage) {
    const some = names.slice(from, from + largestPage);
    const nameOf = new Map(some.map((name) => [rootId(lockNameOf({ name, submission: "" })), name]));
    const query = { ids: [...nameOf.keys()], limit: some.length, offset: 0 };
    const locks = await read(() => server.searchThreads(query));
    for (const { thread_id } of locks) taken.add(nameOf.get(thread_id) ?? "");
  }
  for (const cron of await read(() => server.allCrons())) taken.add(specName(cron) ?? "");
  return taken;
}

/** The lock, noted in the journal as long as it may be there. */
class NamesLock {
  private readonly submission: string;
  private readonly lease: OwnLease;

  constructor(private readonly options: HoldNamesOptions) {
    const { clock, doubtMilliseconds, journal, newSubmission, server, signal, who } = options;
    this.submission = newSubmission();
    this.lease = new OwnLease(namesLock, {
      server,
      clock,
      doubtMilliseconds,
      owner: new LockOwner(this.submission, who),
      note: () => journal.write(this.entry),
      signal: () => signal,
    });
  }

  async hold(): Promise<Lease> {
    const { beat, onWait } = this.options;
    await this.lease.hold((_milliseconds, wait) => {
      beat();
      if (wait !== undefined) onWait?.(wait);
    });
    if (this.lease.held === undefined) throw new LeaseLost();
    return this.lease.held;
  }

  async release(): Promise<void> {
    const isGone = await this.lease.release();
    const { owner: _owner, ...entry } = this.entry;
    const { journal } = this.options;
    await (isGone ? journal.remove(this.submission) : journal.write(entry));
  }

  private get entry(): JournalEntry {
    const { clock, owner, serverKey } = this.options;
    return {
      submission: this.submission,
      server: serverKey,
      begunAt: clock.now(),
      enabled: false,
      schedule: "",
      timezone: null,
      name: null,
      onlyLock: true,
      otherLocks: [namesLock],
      ...(owner === undefined ? {} : { owner }),
    };
  }
}

class Names implements HeldNames {
  private readonly shared: SharedFence;
  private readonly writing: Places;
  private readonly beat: () => void;
  private readonly closed = new Milestone();

  constructor(
    { clock, concurrency }: HoldNamesOptions,
    private readonly lock: NamesLock,
    private readonly lease: Lease,
    private readonly info: ServerInfo,
    private readonly taken: ReadonlySet<string>,
  ) {
    this.shared = new SharedFence(lease, clock);
    this.writing = new Places(concurrency);
    this.beat = beatOf(lease, clock);
  }

  fence(): Promise<void> {
    return this.shared.after(0);
  }

  isFree(name: string): boolean {
    return !this.taken.has(name);
  }

  join(): NamesMember {
    const left = new Milestone();
    const lease = new SharedLease({ fence: this.shared, touch: () => this.lease.touch(), leave: () => left.reach() });
    let isAlone = false;
    return {
      info: this.info,
      lease,
      left: left.reached,
      inTurn: (act) => {
        this.beat();
        return this.writing.within(act);
      },
      alone: async () => {
        if (isAlone) return;
        isAlone = true;
        left.reach();
        await this.closed.reached;
        await this.writing.take();
      },
      end: () => {
        left.reach();
        if (isAlone) this.writing.give();
      },
    };
  }

  async close(): Promise<void> {
    try {
      await this.lock.release();
    } finally {
      this.closed.reach();
    }
  }
}
