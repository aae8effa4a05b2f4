import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import type { Cron, Run } from "../../core/server/cron";

const wanted = 10;
const pageSize = 100;
/** A thread may have thousands of other runs, and the server can't filter by cron. */
const mostPages = 3;

/**
 * The last ten runs of a cron on its thread, newest first, found among the thread's last 300 runs. If the server does
 * not say which cron started a run, all runs of the cron's assistant on this thread count.
 */
export async function recentRuns(server: AgentServer, cron: Cron, options?: CallOptions): Promise<readonly Run[]> {
  const found: Run[] = [];
  for (let page = 0; cron.thread_id !== null && page < mostPages && found.length < wanted; page += 1) {
    const runs = await server.runs(cron.thread_id, { limit: pageSize, offset: page * pageSize }, options);
    found.push(...runs.filter((run) => isOf(run, cron)));
    if (runs.length < pageSize) break;
  }
  return found.slice(0, wanted);
}

function isOf({ cron_id, assistant_id }: Run, cron: Cron): boolean {
  return cron_id === undefined ? assistant_id === cron.assistant_id : cron_id === cron.cron_id;
}
