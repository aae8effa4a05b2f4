import { unknownErrors } from "../../core/known/unknownErrors";
import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerStore } from "../../platform/servers/serverStore";

/** The threads that tell what the last runs of the crons that failed have said, of those nobody has asked for. */
export function errorsToAsk(servers: ServerStore, connection: Connection): readonly string[] {
  return unknownErrors(servers.crons(connection), {
    healthOf: (cron) => servers.health(connection, cron),
    threadIdOf: (cron, health) => cron.thread_id ?? health.lastRun?.run.thread_id,
    thread: (id) => servers.thread(connection, id),
  });
}

/** Reads these errors in one request. Throws `ServerFailure`. */
export async function askErrors(servers: ServerStore, connection: Connection): Promise<void> {
  const ids = errorsToAsk(servers, connection);
  if (ids.length === 0) return;
  const server = await servers.server(connection);
  await server.searchThreads({ ids, limit: ids.length, offset: 0, withError: true });
}
