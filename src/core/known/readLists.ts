import type { AgentServer, CallOptions, CronQuery } from "../server/agentServer";
import { cronPages } from "../server/requests/cronPages";
import { CronThreads } from "./cronThreads";
import type { KnownServer } from "./knownServer";

/**
 * Reads all crons of a server and, at the same time, their threads: whatever is known without a request for each. A
 * later list replaces the earlier one as a whole. `onPage`: one page of crons has come. Throws `ServerFailure`.
 */
export async function readLists(
  known: KnownServer,
  server: AgentServer,
  onPage: (page: { readonly isLast: boolean }) => void,
  options: CallOptions,
  query: Pick<CronQuery, "withPayload"> = {},
): Promise<void> {
  const read = known.crons.read();
  const threads = new CronThreads(known, server, options);
  try {
    for await (const { crons, isLast } of cronPages(server, query, options)) {
      read.add(crons);
      threads.add(crons);
      onPage({ isLast });
    }
    read.end(() => true);
    await threads.end();
  } finally {
    read.drop();
  }
}
