import type { AgentServer, CallOptions, CronQuery, Page } from "../agentServer";
import type { Cron } from "../cron";
import { readPages } from "./readPages";

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
  const ask = (page: Page) => server.searchCrons({ ...query, ...page }, options);
  const idOf = ({ cron_id }: Cron) => cron_id;
  for await (const { rows, isLast } of readPages(ask, { idOf, overlap: pageOverlap })) yield { crons: rows, isLast };
}
