import type { JsonObject } from "../base/json";
import type { AgentServer, CallOptions } from "../server/agentServer";
import { largestPage } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";

/**
 * All crons whose metadata has these values, switched-on ones first, then the oldest. Also filtered here: servers
 * before 0.9.0 and some compatible ones ignore the filter and return everything.
 */
export async function findCrons(
  server: AgentServer,
  metadata: JsonObject,
  options?: CallOptions,
): Promise<readonly Cron[]> {
  const seen = new Map<string, Cron>();
  for (let offset = 0; ; offset += largestPage) {
    const before = seen.size;
    const page = await server.searchCrons({ metadata, withPayload: true, limit: largestPage, offset }, options);
    for (const cron of page) seen.set(cron.cron_id, cron);
    if (page.length < largestPage || seen.size === before) break;
  }
  return [...seen.values()].filter((cron) => hasMetadata(cron, metadata)).sort(keptFirst);
}

function hasMetadata(cron: Cron, metadata: JsonObject): boolean {
  return Object.entries(metadata).every(([key, value]) => cron.metadata[key] === value);
}

/** Sorts the copy to keep first: switched on before paused, then the oldest. */
export function keptFirst(one: Cron, other: Cron): number {
  if (one.enabled !== other.enabled) return one.enabled ? -1 : 1;
  const byAge = Date.parse(one.created_at) - Date.parse(other.created_at);
  if (byAge !== 0 && !Number.isNaN(byAge)) return byAge;
  return one.cron_id < other.cron_id ? -1 : 1;
}

/** The cron as it is on the server now, with its payload. Throws `ServerFailure` (notFound) if it is gone. */
export function readFresh(server: AgentServer, cronId: string, options?: CallOptions): Promise<Cron> {
  return cronReader(server, options)(cronId);
}

/**
 * Reads one cron after another, with its payload. A server that can't read one by its id is asked for all of them, once.
 * The reader throws `ServerFailure` (notFound) for a cron that is gone.
 */
export function cronReader(server: AgentServer, options?: CallOptions): (cronId: string) => Promise<Cron> {
  let all: Promise<readonly Cron[]> | undefined;
  return async (cronId) => {
    try {
      return await server.getCron(cronId, options);
    } catch (error) {
      // Server 0.10.0 added reading a cron by its id; on older ones the path exists, but has no GET.
      if (!(error instanceof ServerFailure && error.problem.kind === "rejected" && error.problem.status === 405))
        throw error;
      all ??= findCrons(server, {}, options);
      const found = (await all).find((cron) => cron.cron_id === cronId);
      if (found !== undefined) return found;
      throw new ServerFailure({ kind: "notFound", detail: `Cron '${cronId}' not found` }, error.request);
    }
  };
}
