import type { AgentServer, CallOptions, CronQuery } from "../agentServer";
import { largestPage } from "../agentServer";
import type { Cron } from "../cron";

/** Pages overlap, so that up to this many crons can be deleted between two pages without another being skipped. */
const pageOverlap = 50;

/**
 * Yields all crons that a query finds, page by page; a cron may be in two pages. `isLast` marks the last page. Throws
 * what `searchCrons` throws.
 */
export async function* cronPages(
  server: Pick<AgentServer, "searchCrons">,
  query: Omit<CronQuery, "limit" | "offset">,
  options?: CallOptions,
): AsyncGenerator<{ readonly crons: readonly Cron[]; readonly isLast: boolean }> {
  const seen = new Set<string>();
  for (let offset = 0; ; offset += largestPage - pageOverlap) {
    const before = seen.size;
    const crons = await server.searchCrons({ ...query, limit: largestPage, offset }, options);
    for (const { cron_id } of crons) seen.add(cron_id);
    // A server that ignores `offset` returns the same page forever.
    const isLast = crons.length < largestPage || seen.size === before;
    yield { crons, isLast };
    if (isLast) return;
  }
}
