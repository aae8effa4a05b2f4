import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import type { RunTable } from "./runTable";

const wanted = 10;
const pageSize = 100;
/** A thread may have thousands of other runs, and the server can't filter by cron. */
const mostPages = 3;

/**
 * Reads the newest runs of a cron's thread into the table, until ten of the cron are known, but at most the thread's
 * last 300. `more`: reads on from the oldest known one, until there are ten more of the cron. `server`: one that keeps
 * what it reads in the table. Throws `ServerFailure`.
 */
export async function readRuns(
  server: AgentServer,
  table: RunTable,
  cron: Cron,
  more: boolean,
  options?: CallOptions,
): Promise<void> {
  const { thread_id } = cron;
  if (thread_id === null) return;
  const known = () => table.of(cron)?.runs.length ?? 0;
  const target = (more ? known() : 0) + wanted;
  let offset = more ? table.count(thread_id) : 0;
  for (let page = 0; page < mostPages; page += 1) {
    const runs = await server.runs(thread_id, { limit: pageSize, offset }, options);
    if (runs.length < pageSize || known() >= target) return;
    offset += runs.length;
  }
}
