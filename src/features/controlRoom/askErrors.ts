import { unknownErrors } from "../../core/known/unknownErrors";
import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerStore } from "../../platform/servers/serverStore";

/** Reads what the last runs of the crons that failed have said, in one request. Throws `ServerFailure`. */
export async function askErrors(servers: ServerStore, connection: Connection): Promise<void> {
  const ids = unknownErrors(servers.crons(connection), {
    healthOf: (cron) => servers.health(connection, cron),
    threadIdOf: (cron, health) => cron.thread_id ?? health.lastRun?.run.thread_id,
    thread: (id) => servers.thread(connection, id),
  });
  if (ids.length === 0) return;
  const server = await servers.server(connection);
  await server.searchThreads({ ids, limit: ids.length, offset: 0, withError: true });
}
