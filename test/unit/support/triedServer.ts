import type { JsonValue } from "../../../src/core/base/json";
import { overlay } from "../../../src/core/known/overlay";
import type { AgentServer } from "../../../src/core/server/agentServer";
import type { Interrupt, Run, RunError, Thread } from "../../../src/core/server/cron";
import { MemoryServer } from "./memoryServer";

/** What becomes of each run of a server, and how long it takes. */
export interface RunFate {
  readonly status?: Run["status"];
  readonly values?: JsonValue;
  readonly error?: RunError;
  readonly asks?: readonly Interrupt[];
}

const took = { created_at: "2026-11-24T10:20:00.000Z", updated_at: "2026-11-24T10:20:03.200Z" };

/** A server in memory whose runs end as told when they are looked at; undefined: they run on until they are cancelled. */
export function triedServer(fate: RunFate | undefined): { readonly memory: MemoryServer; readonly api: AgentServer } {
  const memory = new MemoryServer();
  const settle = (threadId: string) => {
    const runs = memory.runs.get(threadId) ?? [];
    const end = (run: Run): Run =>
      run.status === "pending" || run.status === "running"
        ? { ...run, ...took, status: fate === undefined ? "running" : (fate.status ?? "success") }
        : run;
    memory.runs.set(threadId, runs.map(end));
    const [newest] = memory.runs.get(threadId) ?? [];
    if (fate === undefined || newest === undefined || newest.status === "interrupted") return;
    const { asks = [], error = null, values = {} } = fate;
    const status: Thread["status"] = error !== null ? "error" : asks.length > 0 ? "interrupted" : "idle";
    const tasks = error === null ? [] : [{ id: "t", name: "review", error: error.message, interrupts: [] }];
    const at = memory.threads.findIndex(({ thread_id }) => thread_id === threadId);
    const thread = memory.threads[at];
    if (thread !== undefined) memory.threads[at] = { ...thread, status, error, interrupts: asks };
    const metadata = { run_id: newest.run_id };
    memory.states.set(threadId, [{ values, next: [], tasks, metadata, created_at: null, checkpoint_id: "c" }]);
  };
  const api = overlay(memory.api, {
    getRun: (threadId, runId, options) => {
      settle(threadId);
      return memory.api.getRun(threadId, runId, options);
    },
  });
  return { memory, api };
}
