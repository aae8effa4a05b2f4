import { type Clock, systemClock } from "../../base/clock";
import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { ServerProblem } from "../../server/problems/serverProblem";
import { acquireLease } from "./acquireLease";
import { type DatedServer, datedServer } from "./datedServer";
import { defaultTimeoutMilliseconds, doubtAfter } from "./doubtAfter";
import { jointLease } from "./jointLease";
import { type Lease, LeaseLost } from "./lease";
import { beatOf } from "./leaseBeat";
import { LockOwner } from "./lockOwner";
import { overtaken } from "./overtaken";
import { retryUnclear } from "./unclear";

/** What safe writes to a server need. A submission, the finishing of one, and the sweep each have their own. */
export interface Writer extends DatedServer {
  readonly clock: Clock;
  /** Longer than the longest request. */
  readonly doubtMilliseconds: number;
  /** The options of a request sent now; without a signal once there is no way back. */
  readonly call: () => CallOptions;
  /** Repeats a safe request as long as its outcome is unclear. */
  readonly retry: <Value>(act: () => Promise<Value>) => Promise<Value>;
  /** Called before a wait after a lost answer or a busy server. */
  readonly onWait?: (attempt: number, problem: ServerProblem, milliseconds: number) => void;
}

/** For writes that are not part of a submission. */
export interface WriterOptions extends CallOptions {
  /** Default: the system clock. */
  readonly clock?: Clock;
  /** Longer than the longest request. Default: based on requests of 20 s. */
  readonly doubtMilliseconds?: number;
}

const tries = 3;

/** A writer for anything but a submission; it gives up sooner on a server that doesn't answer. */
export function writerOf(server: AgentServer, options: WriterOptions): Writer {
  const { clock = systemClock, doubtMilliseconds = doubtAfter(defaultTimeoutMilliseconds), signal } = options;
  return {
    ...datedServer(server, clock),
    clock,
    doubtMilliseconds,
    call: () => (signal === undefined ? {} : { signal }),
    retry: (act) => retryUnclear(clock, signal, act, { tries }),
  };
}

/**
 * Waits for the leases of locks, one after the other, and runs `act` while all are held. Throws what `act` or
 * `acquireLease` throws, or `ServerFailure` if someone took over or the cron to change is gone.
 */
export async function inLease<Value>(
  { server, clock, doubtMilliseconds, call }: Writer,
  lockNames: readonly string[],
  act: (lease: Lease) => Promise<Value>,
): Promise<Value> {
  const owner = new LockOwner(crypto.randomUUID());
  const held: Lease[] = [];
  const lease = jointLease(clock, held);
  const onWait = beatOf(lease, clock);
  const signal = () => call().signal;
  try {
    for (const lockName of lockNames)
      held.push(await acquireLease({ server, clock, lockName, owner, doubtMilliseconds, onWait, signal }));
    return await act(lease);
  } catch (error) {
    throw error instanceof LeaseLost
      ? overtaken("The cron is gone, or another submit of this name is working on it.")
      : error;
  } finally {
    await lease.release();
  }
}
