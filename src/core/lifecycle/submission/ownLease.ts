import { acquireLease } from "../lease/acquireLease";
import { lateMilliseconds } from "../lease/doubtAfter";
import type { Lease } from "../lease/lease";
import type { LockOwner } from "../lease/lockOwner";
import { type CountedWait, waitCounter } from "../lease/lockWait";
import type { Writer } from "../lease/writer";

/** A refresh trusts entries of this age (see `lateMilliseconds`), with time left for a claim. */
const freshMilliseconds = lateMilliseconds / 2;

export interface OwnLeaseParts extends Pick<Writer, "server" | "clock" | "doubtMilliseconds"> {
  /** One for all leases of a submission. */
  readonly owner: LockOwner;
  /** Writes to the journal that there may be a lock. */
  note(): Promise<void>;
  signal(): AbortSignal | undefined;
}

/** Called before each wait; without `wait`, it is for the answer to an own request for the lock. */
export type OnLeaseWait = (milliseconds: number, wait?: CountedWait) => void;

/** One lease of a submission: it may be acquired and released several times. */
export class OwnLease {
  private lease: Lease | undefined;
  /** A request for the lock may still be carried out. */
  private mayHold = false;
  /** An earlier lock may still exist, because its release was not answered. */
  private leftLock = false;
  /** Whether a crash from now on may leave its lock. */
  mayBeThere = false;
  /** Whether a crash from now on may leave a lock of all names that it has taken over from a dead holder. */
  mayLockNames = false;
  /** When the lock was last written to the journal. */
  private notedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly lockName: string,
    private readonly parts: OwnLeaseParts,
  ) {}

  get held(): Lease | undefined {
    return this.lease;
  }

  /** Waits until nobody else holds it, and tells so before; afterwards everything must be read again. */
  async hold(onWait: OnLeaseWait): Promise<void> {
    const { clock, doubtMilliseconds, owner, server, signal } = this.parts;
    const { lockName } = this;
    this.mayBeThere = true;
    let waited = false;
    const counted = waitCounter();
    this.notedAt = Number.NEGATIVE_INFINITY;
    this.lease = await acquireLease({
      server,
      clock,
      lockName,
      owner,
      doubtMilliseconds,
      beforeClaim: () => this.note(),
      beforeNames: () => {
        this.mayLockNames = true;
        return this.parts.note();
      },
      onNamesGone: () => {
        this.mayLockNames = false;
      },
      onWait: (milliseconds, wait) => {
        waited = true;
        onWait(milliseconds, wait && counted(milliseconds, wait));
      },
      onUnclear: (isUnclear) => {
        this.mayHold = isUnclear;
      },
      signal,
    });
    // During the wait a refresh may have taken the entry for a dead owner's, because of its age, and removed it.
    if (waited) this.notedAt = Number.NEGATIVE_INFINITY;
    await this.note();
  }

  /** Returns true if the lock is certainly gone. */
  async release(): Promise<boolean> {
    const { lease } = this;
    this.lease = undefined;
    // Releasing a lock acquired later also deletes the earlier one.
    if (lease !== undefined) this.leftLock = !(await lease.release());
    this.mayBeThere = this.leftLock || (lease === undefined && this.mayHold);
    return !this.mayBeThere && !this.mayLockNames;
  }

  /**
   * A crash after a claim may leave a lock, which the next start finds by this entry. It is written again if the last
   * write is old (a wait, a suspended process, a clock jump), because a refresh may have removed it.
   */
  private async note(): Promise<void> {
    for (;;) {
      const age = this.parts.clock.now() - this.notedAt;
      if (age >= 0 && age <= freshMilliseconds) return;
      this.notedAt = this.parts.clock.now();
      await this.parts.note();
    }
  }
}
