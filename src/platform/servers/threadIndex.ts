import { isLockThread } from "../../core/lifecycle/lease/lockThread";
import type { AgentServer, CallOptions } from "../../core/server/agentServer";
import { largestPage } from "../../core/server/agentServer";
import type { Thread } from "../../core/server/cron";

/** 10,000 threads; for older ones the server itself can be asked for an id or a metadata value. */
const mostPages = 10;

export interface ThreadIndex {
  readonly threads: readonly Thread[];
  /** False if the server has more threads than were read. */
  readonly complete: boolean;
}

/** The newest threads of a server, for text searches. Throws `ServerFailure`. */
export async function readThreadIndex(server: AgentServer, options?: CallOptions): Promise<ThreadIndex> {
  const threads: Thread[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const some = await server.searchThreads({ limit: largestPage, offset: page * largestPage }, options);
    threads.push(...visibleThreads(some));
    if (some.length < largestPage) return { threads, complete: true };
  }
  return { threads, complete: false };
}

/** Without threads that are only locks of a submit, not conversations. */
export function visibleThreads(threads: readonly Thread[]): readonly Thread[] {
  return threads.filter((thread) => !isLockThread(thread));
}
