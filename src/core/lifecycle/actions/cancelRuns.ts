import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Cron, Run, Thread } from "../../server/cron";
import { readAllPages } from "../../server/requests/readPages";
import { threadMetadata } from "../../server/stored/threadMetadata";

/** Of one thread, so many runs at once. */
const pageSize = 100;

/**
 * Cancels what waits and what runs of a cron, and returns how many runs that were. Waiting ones first: otherwise one of
 * them would start when the running one ends. Runs of others on the same thread go on. On a server that doesn't say
 * which cron started a run (Aegra 0.11.0) none is cancelled. Throws `ServerFailure`, or the signal's reason.
 */
export async function cancelRuns(server: AgentServer, cron: Cron, options: CallOptions = {}): Promise<number> {
  const threads = cron.thread_id === null ? await busyThreads(server, cron, options) : [cron.thread_id];
  let cancelled = 0;
  for (const status of ["pending", "running"] as const) {
    for (const thread of threads) {
      for (const { run_id } of await runsOf(server, cron, thread, status, options)) {
        if (await server.cancelRun(thread, run_id, "interrupt", options)) cancelled += 1;
      }
    }
  }
  return cancelled;
}

/** All before the first is cancelled, because each cancel moves the pages. */
async function runsOf(
  server: AgentServer,
  { cron_id }: Cron,
  threadId: string,
  status: "pending" | "running",
  options: CallOptions,
): Promise<readonly Run[]> {
  const all = await readAllPages((page) => server.runs(threadId, { status, ...page }, options), {
    idOf: ({ run_id }) => run_id,
    size: pageSize,
  });
  return all.filter((run) => run.cron_id === cron_id);
}

/** Each run of a cron without a thread has a thread of its own, busy as long as it waits or runs. */
async function busyThreads(server: AgentServer, cron: Cron, options: CallOptions): Promise<readonly string[]> {
  const query = { metadata: threadMetadata(cron), status: "busy" } as const;
  const idOf = ({ thread_id }: Thread) => thread_id;
  const threads = await readAllPages((page) => server.searchThreads({ ...query, ...page }, options), { idOf });
  return threads.map(idOf);
}
