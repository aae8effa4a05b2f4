import type { Clock } from "../base/clock";
import { acquireLease } from "../lifecycle/lease/acquireLease";
import { askInfo } from "../lifecycle/lease/askInfo";
import type { Lease } from "../lifecycle/lease/lease";
import type { AgentServer } from "../server/agentServer";
import { setLockName } from "./applyPlan";

export interface HoldSetOptions {
  /** undefined: of all applies without a set. */
  readonly set: string | undefined;
  readonly server: AgentServer;
  readonly clock: Clock;
  /** Who applies, as others are told while they wait. */
  readonly who: string;
  /** See `doubtAfter`. */
  readonly doubtMilliseconds: number;
  /** Told once for each one that is waited for; undefined: it doesn't say who it is. */
  readonly onWait: (who: string | undefined) => void;
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
  let toldOf: string | undefined;
  let hasWaited = false;
  const lease = await acquireLease({
    server,
    clock,
    doubtMilliseconds,
    lockName: setLockName(set),
    owner: `${crypto.randomUUID()} ${who}`,
    onWait: (_milliseconds, holder) => {
      const other = holder?.split(" ").slice(1).join(" ") ?? "";
      if (!hasWaited || other !== toldOf) onWait(other === "" ? undefined : other);
      hasWaited = true;
      toldOf = other;
    },
    ...(signal === undefined ? {} : { signal: () => signal }),
  });
  return { lease, hasWaited };
}
