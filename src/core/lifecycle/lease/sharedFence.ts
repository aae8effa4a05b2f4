import type { Clock } from "../../base/clock";
import { isRecent, type Lease } from "./lease";

/** A look at the lease serves all that have asked for one in this time. */
const gatherMilliseconds = 200;

/** One lease for many submissions at once: a look at it counts for each of them that has asked before it began. */
export class SharedFence {
  private begun = 0;
  private good = { look: 0, at: Number.NEGATIVE_INFINITY };
  private next: Promise<void> | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly lease: Lease,
    private readonly clock: Clock,
  ) {}

  /** Of the last look that has begun. */
  get latest(): number {
    return this.begun;
  }

  /** Waits for a look that began after this one and is valid yet. Throws `LeaseLost` or `ServerFailure`. */
  async after(look: number): Promise<void> {
    while (this.good.look <= look || !this.isFresh) await this.look();
  }

  private get isFresh(): boolean {
    return isRecent(this.clock, this.good.at);
  }

  /** A look that has not begun yet. */
  private look(): Promise<void> {
    this.next ??= this.lookSoon();
    return this.next;
  }

  private async lookSoon(): Promise<void> {
    await this.running;
    const waits = this.good.at + gatherMilliseconds - this.clock.now();
    // The clock may have jumped.
    if (waits > 0 && waits <= gatherMilliseconds) await this.clock.sleep(waits);
    this.next = undefined;
    this.begun += 1;
    const begun = { look: this.begun, at: this.clock.now() };
    const looked = this.lease.fence();
    this.running = looked.catch(() => undefined);
    await looked;
    this.good = begun;
  }
}

/** One submission's part of a lease that many share. */
export class SharedLease implements Lease {
  readonly decides = true;
  private look = 0;

  constructor(
    private readonly shared: {
      readonly fence: SharedFence;
      readonly touch: () => Promise<void>;
      /** It needs the lease no longer. */
      readonly leave: () => void;
    },
  ) {}

  /** Something has been seen on the server, and only a look that begins now or later covers it. */
  renew(): void {
    this.look = this.shared.fence.latest;
  }

  fence(): Promise<void> {
    return this.shared.fence.after(this.look);
  }

  touch(): Promise<void> {
    return this.shared.touch();
  }

  async release(): Promise<boolean> {
    this.shared.leave();
    return true;
  }
}
