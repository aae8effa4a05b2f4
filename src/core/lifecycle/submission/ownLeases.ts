import { jointLease } from "../lease/jointLease";
import { type Lease, LeaseLost } from "../lease/lease";
import { beatOf } from "../lease/leaseBeat";
import { OwnLease, type OwnLeaseParts } from "./ownLease";

interface OwnLeasesParts extends OwnLeaseParts {
  /** Called before a wait for another holder. */
  onWait(waitMilliseconds: number): void;
}

/** The leases of one submission: that of its name, and beside it that of a cron that it is about to take over. */
export class OwnLeases {
  private readonly all = new Map<string, OwnLease>();

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
    return [...this.all].slice(1).flatMap(([lockName, { mayBeThere }]) => (mayBeThere ? [lockName] : []));
  }

  /** Waits until nobody else holds it; afterwards everything must be read again. Those held already stay so. */
  async hold(lockName: string): Promise<void> {
    const { clock, onWait } = this.parts;
    const beat = beatOf(jointLease(clock, this.heldLeases), clock);
    const wait = (milliseconds: number) => {
      beat();
      onWait(milliseconds);
    };
    const lease = this.all.get(lockName) ?? new OwnLease(lockName, this.parts);
    this.all.set(lockName, lease);
    await lease.hold(wait);
  }

  /** Returns true if all locks are certainly gone. */
  async release(): Promise<boolean> {
    let areGone = true;
    for (const lease of [...this.all.values()].reverse()) areGone = (await lease.release()) && areGone;
    return areGone;
  }

  private get heldLeases(): readonly Lease[] {
    return [...this.all.values()].flatMap(({ held }) => (held === undefined ? [] : [held]));
  }
}
