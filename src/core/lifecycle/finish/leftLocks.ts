import type { Clock } from "../../base/clock";
import { nameUuid } from "../../base/nameUuid";
import type { AcquireOptions } from "../lease/acquireOptions";
import type { Lease } from "../lease/lease";
import { namesLock } from "../lease/lockName";
import type { Journal } from "../submission/submission";

/** The namespace of the ids of entries about locks; any constant would do. */
const leftNamespace = "0f6d3c1e-8f43-4f5b-9d0e-2b1c7a4e6d59";

/** Where it is written down which locks may be left on a server. */
export interface LockNotes {
  readonly journal: Journal;
  /** Same as `SubmitOptions.serverKey`. */
  readonly serverKey: string;
}

/**
 * The locks that a refresh may leave on a server. Each gets a journal entry of its own: that of the submission it works
 * on may be removed by an owner who is alive and ends, and for a sweep there is none.
 */
export class LeftLocks {
  private readonly names = new Set<string>();

  constructor(
    private readonly clock: Clock,
    /** Absent: nowhere. */
    private readonly notes: LockNotes | undefined,
  ) {}

  /** What acquiring a lock tells of it. */
  of(lockName: string): Pick<AcquireOptions, "onUnclear" | "beforeNames" | "onNamesGone"> {
    return {
      onUnclear: (isUnclear) => this.mark(lockName, isUnclear),
      beforeNames: async () => this.mark(namesLock, true),
      onNamesGone: () => this.mark(namesLock, false),
    };
  }

  /** Returns false if the lock may still be there. */
  async release(lockName: string, lease: Lease): Promise<boolean> {
    this.mark(lockName, true);
    const isGone = await lease.release();
    this.mark(lockName, !isGone);
    return isGone;
  }

  /** Writes to the journal which ones may be there. A later refresh finishes such an entry like any other. */
  async write(): Promise<void> {
    const { notes } = this;
    if (notes === undefined) return;
    for (const lockName of this.names) await this.writeOne(notes, lockName);
  }

  private mark(lockName: string, mayBeThere: boolean): void {
    if (mayBeThere) this.names.add(lockName);
    else this.names.delete(lockName);
  }

  private writeOne({ journal, serverKey }: LockNotes, lockName: string): Promise<void> {
    return journal.write({
      // One for each lock, so that they don't add up.
      submission: nameUuid(leftNamespace, `${serverKey}\n${lockName}`),
      server: serverKey,
      begunAt: this.clock.now(),
      enabled: false,
      schedule: "",
      timezone: null,
      name: null,
      onlyLock: true,
      otherLocks: [lockName],
    });
  }
}
