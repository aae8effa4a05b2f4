import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerStore } from "../../platform/servers/serverStore";

/** A thread comes with all its values, so only for so many. */
const mostAsked = 20;

/** Reads what the last runs of the crons that failed have said, in one request. Throws `ServerFailure`. */
export async function askErrors(servers: ServerStore, connection: Connection): Promise<void> {
  const ids = servers.crons(connection).flatMap((cron) => {
    const health = servers.health(connection, cron);
    if (health.kind !== "failed" || health.error !== undefined) return [];
    const id = cron.thread_id ?? health.lastRun?.run.thread_id;
    // Null: it was asked for, and there is none.
    return id === undefined || servers.thread(connection, id)?.error !== undefined ? [] : [id];
  });
  const asked = [...new Set(ids)].slice(0, mostAsked);
  if (asked.length === 0) return;
  const server = await servers.server(connection);
  await server.searchThreads({ ids: asked, limit: asked.length, offset: 0, withError: true });
}
