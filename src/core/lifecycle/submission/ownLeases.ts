import { jointLease } from "../lease/jointLease";
import { type Lease, LeaseLost } from "../lease/lease";
import { beatOf } from "../lease/leaseBeat";
import { namesLock } from "../lease/lockName";
import { type OnLeaseWait, OwnLease, type OwnLeaseParts } from "./ownLease";
import type { Together } from "./together";

interface OwnLeasesParts extends OwnLeaseParts {
  readonly onWait: OnLeaseWait;
}

/** The leases of one submission: that of its name, and beside it that of a cron that it is about to take over. */
export class OwnLeases {
  private readonly all = new Map<string, OwnLease>();
  private shared: Lease | undefined;
  private hasShared = false;

  constructor(private readonly parts: OwnLeasesParts) {}

  /** Throws `LeaseLost` if none is held. */
  get held(): Lease {
    const leases = this.heldLeases;
    if (leases.length === 0) throw new LeaseLost();
    return jointLease(this.parts.clock, leases);
  }

  get isHeld(): boolean {
    return this.heldLeases.length > 0;
  }

  /** The locks beside the first one that a crash from now on may leave. */
  get others(): readonly string[] {
    const besides = [...this.all].slice(1).flatMap(([lockName, { mayBeThere }]) => (mayBeThere ? [lockName] : []));
    const mayLockNames = [...this.all.values()].some((lease) => lease.mayLockNames);
    return mayLockNames ? [...besides, namesLock] : besides;
  }

  /** Goes on with the lease that others hold, too, until it is released; once: after any trouble it goes on alone. */
  shareOnce(together: Together | undefined): Together | undefined {
    if (together === undefined || this.hasShared) return undefined;
    this.hasShared = true;
    this.shared = together.lease;
    return together;
  }

  /** Waits until nobody else holds it; afterwards everything must be read again. Those held already stay so. */
  async hold(lockName: string): Promise<void> {
    const { clock, onWait } = this.parts;
    const beat = beatOf(jointLease(clock, this.heldLeases), clock);
    const onLeaseWait: OnLeaseWait = (milliseconds, wait) => {
      beat();
      onWait(milliseconds, wait);
    };
    const lease = this.all.get(lockName) ?? new OwnLease(lockName, this.parts);
    this.all.set(lockName, lease);
    await lease.hold(onLeaseWait);
  }

  get isShared(): boolean {
    return this.shared !== undefined;
  }

  /** Returns true if all locks are certainly gone. */
  async release(): Promise<boolean> {
    const { shared } = this;
    this.shared = undefined;
    let areGone = (await shared?.release()) ?? true;
    for (const lease of [...this.all.values()].reverse()) areGone = (await lease.release()) && areGone;
    return areGone;
  }

  private get heldLeases(): readonly Lease[] {
    return [this.shared, ...[...this.all.values()].map(({ held }) => held)].filter((held) => held !== undefined);
  }
}
