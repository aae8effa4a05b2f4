import type { Clock } from "../../base/clock";
import type { AgentServer } from "../../server/agentServer";
import type { LockOwner } from "./lockOwner";
import type { LockWait } from "./lockWait";

export interface AcquireOptions {
  readonly server: AgentServer;
  readonly clock: Clock;
  /** What is locked: a spec's name, or a submission's key. */
  readonly lockName: string;
  /** One for all leases of one writer. */
  readonly owner: LockOwner;
  /** Longer than the longest request. */
  readonly doubtMilliseconds: number;
  /** Whether a holder is known to be dead; such a holder is not waited for. */
  readonly isDead?: (owner: string) => boolean;
  /** Called just before each claim, so that after a crash there is a trace of the lock the claim may create. */
  readonly beforeClaim?: () => Promise<void>;
  /** As `beforeClaim`, for the lock of all names, which may have to be taken over from a dead holder. */
  readonly beforeNames?: () => Promise<void>;
  /** Called once the lock of all names that was taken is certainly gone. */
  readonly onNamesGone?: () => void;
  /** Called before each wait; without `wait`, it is for the answer to an own request that got lost. */
  readonly onWait?: (milliseconds: number, wait?: LockWait) => void;
  /** Called with whether a request for the lock may still be carried out without anyone knowing. */
  readonly onUnclear?: (isUnclear: boolean) => void;
  /** Ends the wait; read before each wait, because a signal can stop applying. */
  readonly signal?: () => AbortSignal | undefined;
}
