import type { AgentServer, CallOptions } from "../agentServer";
import { largestPage } from "../agentServer";
import type { Cron } from "../cron";

/** Pages overlap: as many crons may be deleted between two of them without another one slipping through. */
const pageOverlap = 50;

/**
 * All crons of a server without their payloads, page by page as they come; a cron may be in two of them. `isLast` is
 * true for the last one. Throws `ServerFailure`.
 */
export async function* cronPages(
  server: Pick<AgentServer, "searchCrons">,
  options?: CallOptions,
): AsyncGenerator<{ readonly crons: readonly Cron[]; readonly isLast: boolean }> {
  const seen = new Set<string>();
  for (let offset = 0; ; offset += largestPage - pageOverlap) {
    const before = seen.size;
    const crons = await server.searchCrons({ limit: largestPage, offset }, options);
    for (const { cron_id } of crons) seen.add(cron_id);
    // A server that ignores `offset` gives the same page for ever.
    const isLast = crons.length < largestPage || seen.size === before;
    yield { crons, isLast };
    if (isLast) return;
  }
}
