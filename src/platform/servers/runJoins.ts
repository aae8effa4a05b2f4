import { isOpen } from "../../core/health/seenRun";
import type { AgentServer } from "../../core/server/agentServer";
import type { Run } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import type { RunResult } from "../../core/server/runDetail";
import { messagesOf, usageOf } from "../../core/server/stored/messages";
import type { RunLedger } from "./runLedger";

export interface JoinPorts {
  now(): number;
  /** One that tells nobody of a request that has waited in vain. */
  server(): Promise<AgentServer>;
  readonly ledger: () => Pick<RunLedger, "follow" | "noteEnd"> | undefined;
  /** What the ledger knows has changed. */
  publish(): void;
}

/** Each is a connection that is held open. */
const mostHeld = 2;
/** A run that takes longer is none that live updates wait for. */
const longest = 60 * 60_000;

/**
 * Waits for the ends of runs that the server deletes then: it tells them only to those who have joined. Of the answer
 * only the status and the count of tokens are kept.
 */
export class RunJoins {
  private readonly held = new Map<string, AbortController>();

  constructor(private readonly ports: JoinPorts) {}

  join(run: Run): void {
    if (!isOpen(run) || this.held.has(run.run_id) || this.held.size >= mostHeld) return;
    const stop = new AbortController();
    this.held.set(run.run_id, stop);
    this.ports.ledger()?.follow(run, true);
    void this.hold(run, stop.signal).finally(() => {
      if (this.held.get(run.run_id) === stop) this.held.delete(run.run_id);
      this.ports.ledger()?.follow(run, false);
      this.ports.publish();
    });
  }

  /** Ends all requests; the runs go on. */
  stop(): void {
    for (const stop of this.held.values()) stop.abort();
    this.held.clear();
  }

  private async hold(run: Run, signal: AbortSignal): Promise<void> {
    const until = this.ports.now() + longest;
    while (!signal.aborted && this.ports.now() < until) {
      try {
        const server = await this.ports.server();
        const result = await server.joinRun(run.thread_id, run.run_id, { signal, once: true });
        this.ports.ledger()?.noteEnd(run, { ...endOf(result), updated: new Date(this.ports.now()).toISOString() });
        return;
      } catch (failure) {
        // A run that lasts longer than a request may; anything else ends the wait: its end will not be known.
        if (!(failure instanceof ServerFailure) || failure.problem.kind !== "timeout") return;
      }
    }
  }
}

function endOf(result: RunResult) {
  if (result.kind === "error") return { status: "error", tokens: null } as const;
  return { status: "success", tokens: usageOf(messagesOf(result.values))?.total ?? null } as const;
}
