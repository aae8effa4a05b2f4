import { type Clock, systemClock } from "../clock";
import type { AgentServer, CallOptions } from "../server/agentServer";
import type { ServerProblem } from "../server/serverProblem";
import { acquireLease } from "./acquireLease";
import { defaultTimeoutMilliseconds, doubtAfter } from "./doubtAfter";
import type { Lease } from "./lease";
import { persist } from "./unclear";

/** What writing to a server with care takes: a submission, the finishing of one, and the sweep each have their own. */
export interface Writer {
  readonly server: AgentServer;
  readonly clock: Clock;
  /** Longer than the longest request. */
  readonly doubtMilliseconds: number;
  /** Of a request that is sent now: a signal counts no more once there is no way back. */
  readonly call: () => CallOptions;
  /** Repeats what may be done twice while its outcome is unclear. */
  readonly insist: <Value>(act: () => Promise<Value>) => Promise<Value>;
  /** Told before it waits because an answer was lost or the server was busy. */
  readonly onWait?: (attempt: number, problem: ServerProblem, milliseconds: number) => void;
}

/** How somebody writes who is no submission. */
export interface WriterOptions extends CallOptions {
  /** Default: the machine's own. */
  readonly clock?: Clock;
  /** Longer than the longest request. Default: that of requests of 20 s. */
  readonly doubtMilliseconds?: number;
}

const tries = 3;

/** Such a writer: it waits less than a submission does for a server that doesn't answer. */
export function writerOf(server: AgentServer, options: WriterOptions): Writer {
  const { clock = systemClock, doubtMilliseconds = doubtAfter(defaultTimeoutMilliseconds), signal } = options;
  return {
    server,
    clock,
    doubtMilliseconds,
    call: () => (signal === undefined ? {} : { signal }),
    insist: (act) => persist(clock, signal, act, { tries }),
  };
}

/** Waits for the lease of a lock, and does something while it is held. Throws what `act` does, or as `acquireLease`. */
export async function inLease<Value>(
  { server, clock, doubtMilliseconds, call }: Writer,
  lockName: string,
  act: (lease: Lease) => Promise<Value>,
): Promise<Value> {
  const owner = crypto.randomUUID();
  const lease = await acquireLease({ server, clock, lockName, owner, doubtMilliseconds, signal: () => call().signal });
  try {
    return await act(lease);
  } finally {
    await lease.release();
  }
}
