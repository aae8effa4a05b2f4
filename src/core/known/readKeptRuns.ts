import { nearSlot, slotAt } from "../health/slottedRuns";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { AgentServer } from "../server/agentServer";
import type { Cron, Thread } from "../server/cron";
import { specName } from "../server/stored/specName";
import { threadMetadata } from "../server/stored/threadMetadata";
import { isThreadBehind } from "./isThreadBehind";
import type { KnownServer } from "./knownServer";

const pageSize = 10;
/** A foreign cron's threads are found among those of its assistant. */
const foreignPage = 100;
const requestsAtOnce = 4;

/**
 * Finds the threads that a cron without a thread has left: by the cron's name or, of a foreign cron, among those of its
 * assistant that were created when the cron was due. A thread counts if its run says that the cron started it. `more`:
 * goes on where the last search ended. `server`: one that keeps what it reads in the record. Throws `ServerFailure`.
 */
export async function readKeptRuns(
  server: AgentServer,
  record: Pick<KnownServer, "connection" | "keptRuns" | "runs" | "threads">,
  cron: Cron,
  more: boolean,
  readAt: number,
): Promise<void> {
  const { connection, keptRuns, runs } = record;
  const isNamed = specName(cron) !== undefined;
  const limit = isNamed ? pageSize : foreignPage;
  const offset = more ? keptRuns.searched(cron.cron_id) : 0;
  // Each holds one run, so its values are few.
  const query = { metadata: threadMetadata(cron), sortBy: "created_at", limit, offset, withError: isNamed } as const;
  const found = await server.searchThreads(query);
  const likely = found.filter((thread) => isNamed || isNearSlot(cron, connection.dialect, thread));
  const threads = likely.slice(0, pageSize);
  for (let at = 0; at < threads.length; at += requestsAtOnce) {
    const some = threads.slice(at, at + requestsAtOnce);
    await Promise.all(
      some.map(async ({ thread_id }) => {
        await server.runs(thread_id, { limit: pageSize, offset: 0 });
        if (isThreadBehind(record, thread_id)) await server.getThread(thread_id);
      }),
    );
  }
  const own = threads.filter(({ thread_id }) => (runs.of({ ...cron, thread_id })?.runs.length ?? 0) > 0);
  const last = threads.length === likely.length ? found.length - 1 : found.lastIndexOf(threads.at(-1) as Thread);
  const isAll = found.length < limit && last === found.length - 1;
  const threadIds = own.map(({ thread_id }) => thread_id);
  keptRuns.add(cron.cron_id, { threadIds, searched: offset + last + 1, isAll, readAt }, more);
}

/** A run's thread is created with the run. */
function isNearSlot(cron: Cron, dialect: ScheduleDialect, { created_at }: Thread): boolean {
  const created = Date.parse(created_at);
  const slot = slotAt(cron, dialect, created);
  return slot !== undefined && created - slot <= nearSlot;
}
