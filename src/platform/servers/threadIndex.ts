import { isLockThread } from "../../core/lifecycle/lease/lockThread";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Thread } from "../../core/server/cron";
import { readPages } from "../../core/server/requests/readPages";

/** 10,000 threads; for older ones the server itself can be asked for an id or a metadata value. */
const mostPages = 10;

export interface ThreadIndex {
  readonly threads: readonly Thread[];
  /** False if the server has more threads than were read. */
  readonly complete: boolean;
}

/** The newest threads of a server, for text searches. Throws `ServerFailure`. */
export async function readThreadIndex(server: AgentServer, options?: CallOptions): Promise<ThreadIndex> {
  const found = new Map<string, Thread>();
  let pages = 0;
  let complete = false;
  for await (const { rows } of readPages((page) => server.searchThreads(page, options), { idOf })) {
    for (const thread of visibleThreads(rows)) found.set(idOf(thread), thread);
    pages += 1;
    complete = rows.length < largestPage;
    if (pages === mostPages) break;
  }
  return { threads: [...found.values()], complete };
}

function idOf({ thread_id }: Thread): string {
  return thread_id;
}

/** Without threads that are only locks of a submit, not conversations. */
export function visibleThreads(threads: readonly Thread[]): readonly Thread[] {
  return threads.filter((thread) => !isLockThread(thread));
}
