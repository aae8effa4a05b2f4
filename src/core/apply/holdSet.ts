import type { Clock } from "../base/clock";
import { acquireLease } from "../lifecycle/lease/acquireLease";
import { askInfo } from "../lifecycle/lease/askInfo";
import type { Lease } from "../lifecycle/lease/lease";
import { setLockName } from "../lifecycle/lease/lockName";
import { LockOwner } from "../lifecycle/lease/lockOwner";
import { type CountedWait, waitCounter } from "../lifecycle/lease/lockWait";
import type { AgentServer } from "../server/agentServer";

export interface HoldSetOptions {
  /** undefined: of all applies without a set. */
  readonly set: string | undefined;
  readonly server: AgentServer;
  readonly clock: Clock;
  /** Who applies, as others are told while they wait. */
  readonly who: string;
  /** See `doubtAfter`. */
  readonly doubtMilliseconds: number;
  /** Called before each wait. */
  readonly onWait: (wait: CountedWait) => void;
  readonly signal?: AbortSignal;
}

export interface HeldSet {
  readonly lease: Lease;
  /** Somebody else had it before, so a plan that was made earlier is old. */
  readonly hasWaited: boolean;
}

/** Waits until nobody else applies this set. Throws `ServerFailure`; on a server without crons it makes no lock. */
export async function holdSet(options: HoldSetOptions): Promise<HeldSet> {
  const { clock, doubtMilliseconds, onWait, server, set, signal, who } = options;
  await askInfo(options);
  const counted = waitCounter();
  let hasWaited = false;
  const lease = await acquireLease({
    server,
    clock,
    doubtMilliseconds,
    lockName: setLockName(set),
    owner: new LockOwner(crypto.randomUUID(), who),
    onWait: (milliseconds, wait) => {
      if (wait === undefined) return;
      hasWaited = true;
      onWait(counted(milliseconds, wait));
    },
    ...(signal === undefined ? {} : { signal: () => signal }),
  });
  return { lease, hasWaited };
}
