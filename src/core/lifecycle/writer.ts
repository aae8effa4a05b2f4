import { type Clock, systemClock } from "../base/clock";
import type { AgentServer, CallOptions } from "../server/agentServer";
import type { ServerProblem } from "../server/problems/serverProblem";
import { acquireLease } from "./acquireLease";
import { defaultTimeoutMilliseconds, doubtAfter } from "./doubtAfter";
import { type Lease, LeaseLost } from "./lease";
import { overtaken } from "./overtaken";
import { retryUnclear } from "./unclear";

/** What careful writes to a server need. A submission, the finishing of one, and the sweep each have their own. */
export interface Writer {
  readonly server: AgentServer;
  readonly clock: Clock;
  /** Longer than the longest request. */
  readonly doubtMilliseconds: number;
  /** Options of a request that is sent now. Without a signal once there is no way back. */
  readonly call: () => CallOptions;
  /** Sends again what may be done twice, as long as its outcome is unclear. */
  readonly retry: <Value>(act: () => Promise<Value>) => Promise<Value>;
  /** Told before it waits because an answer was lost or the server was busy. */
  readonly onWait?: (attempt: number, problem: ServerProblem, milliseconds: number) => void;
}

/** For writes that are not part of a submission. */
export interface WriterOptions extends CallOptions {
  /** Default: the machine's own. */
  readonly clock?: Clock;
  /** Longer than the longest request. Default: that of requests of 20 s. */
  readonly doubtMilliseconds?: number;
}

const tries = 3;

/** A writer that is no submission. It gives up sooner on a server that doesn't answer. */
export function writerOf(server: AgentServer, options: WriterOptions): Writer {
  const { clock = systemClock, doubtMilliseconds = doubtAfter(defaultTimeoutMilliseconds), signal } = options;
  return {
    server,
    clock,
    doubtMilliseconds,
    call: () => (signal === undefined ? {} : { signal }),
    retry: (act) => retryUnclear(clock, signal, act, { tries }),
  };
}

/**
 * Waits for the lease of a lock, and does something while it is held. Throws what `act` does, or as `acquireLease`;
 * `ServerFailure` where somebody else has taken over, or what was to be changed is gone.
 */
export async function inLease<Value>(
  { server, clock, doubtMilliseconds, call }: Writer,
  lockName: string,
  act: (lease: Lease) => Promise<Value>,
): Promise<Value> {
  const owner = crypto.randomUUID();
  const lease = await acquireLease({ server, clock, lockName, owner, doubtMilliseconds, signal: () => call().signal });
  try {
    return await act(lease);
  } catch (error) {
    throw error instanceof LeaseLost
      ? overtaken("The cron is gone, or another submit of this name is at work on it.")
      : error;
  } finally {
    await lease.release();
  }
}
