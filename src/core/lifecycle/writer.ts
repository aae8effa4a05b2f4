import type { Clock } from "../clock";
import type { AgentServer, CallOptions } from "../server/agentServer";
import type { ServerProblem } from "../server/serverProblem";

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
