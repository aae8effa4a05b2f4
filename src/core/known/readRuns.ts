import { slotAt } from "../health/slottedRuns";
import type { AgentServer } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { isThreadBehind } from "./isThreadBehind";
import { isUnexplained } from "./isUnexplained";
import type { KnownServer } from "./knownServer";

/** What is known around the runs. */
type Known = Pick<KnownServer, "asOf" | "connection" | "runs" | "threads">;

export type CronOnThread = Cron & { readonly thread_id: string };

const wanted = 10;
const pageSize = 100;
/** A thread may have thousands of other runs, and the server can't filter by cron. */
const mostPages = 3;

/**
 * Reads the newest runs of a cron's thread into the record, until ten of the cron are known, but at most the thread's
 * last 300; nothing if live updates have just done so. Then the thread, if the newest has an error, which no list
 * has, or has ended since the thread was read. `more`: reads on
 * from the oldest known one, until there are ten more of the cron. `server`: one that keeps what it reads in the record.
 * `now`: epoch milliseconds. Throws `ServerFailure`.
 */
export async function readRuns(
  server: AgentServer,
  record: Known,
  cron: CronOnThread,
  more: boolean,
  now: number,
): Promise<void> {
  const { thread_id } = cron;
  if (more || !isKnown(record, cron, thread_id, now)) await readPages(server, record, cron, thread_id, more);
  if (isThreadBehind(record, thread_id) || isErrorMissing(record, cron, thread_id)) await server.getThread(thread_id);
}

async function readPages(
  server: AgentServer,
  { runs: table }: Known,
  cron: Cron,
  threadId: string,
  more: boolean,
): Promise<void> {
  const known = () => table.of(cron)?.runs.length ?? 0;
  const target = (more ? known() : 0) + wanted;
  let offset = more ? table.count(threadId) : 0;
  for (let page = 0; page < mostPages; page += 1) {
    const runs = await server.runs(threadId, { limit: pageSize, offset });
    if (runs.length < pageSize || known() >= target) return;
    // None older: more have come meanwhile than a page has, so they are read from the newest.
    const count = table.count(threadId);
    offset = count > offset ? count : 0;
  }
}

/** Whether reading them again could tell nothing new. */
function isKnown(record: Known, cron: Cron, threadId: string, now: number): boolean {
  const known = record.runs.of(cron);
  if (known === undefined || (!known.isAll && known.runs.length < wanted)) return false;
  const due = slotAt(cron, record.connection.dialect, now) ?? 0;
  return record.runs.isFresh(threadId, Math.max(record.asOf ?? 0, due)) && !isUnexplained(record, threadId);
}

function isErrorMissing({ runs, threads }: Known, cron: Cron, threadId: string): boolean {
  const thread = threads.get(threadId);
  if (thread?.status !== "error" || thread.error !== undefined) return false;
  return runs.of(cron)?.newest?.cron_id === cron.cron_id;
}
