import type { JsonObject } from "../../base/json";
import type { AgentServer, CallOptions } from "../../server/agentServer";
import { capabilitiesOf } from "../../server/capabilities";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { cronPages } from "../../server/requests/cronPages";
import type { ServerIdentity } from "../../server/serverVersion";

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
  for await (const { crons } of cronPages(server, { metadata, withPayload: true }, options))
    for (const cron of crons) seen.set(cron.cron_id, cron);
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

/**
 * Reads one cron after another, with its payload. A server that is known to read none by its id is asked for all of
 * them, once. `known`: undefined if nothing is known of the server yet. The reader throws `ServerFailure` (notFound) for
 * a cron that is gone.
 */
export function cronReader(
  server: AgentServer,
  known: ServerIdentity | undefined,
  options?: CallOptions,
): (cronId: string) => Promise<Cron> {
  if (known === undefined || capabilitiesOf(known).readsById) return (cronId) => server.getCron(cronId, options);
  let all: Promise<readonly Cron[]> | undefined;
  return async (cronId) => {
    all ??= findCrons(server, {}, options);
    const found = (await all).find((cron) => cron.cron_id === cronId);
    if (found !== undefined) return found;
    const request = { method: "POST", path: "/runs/crons/search" } as const;
    throw new ServerFailure({ kind: "notFound", detail: `Cron '${cronId}' not found` }, request);
  };
}
