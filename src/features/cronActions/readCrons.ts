import type { Cron } from "../../core/server/cron";
import { withViewProgress } from "../../platform/host/progress";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Servers } from "../../platform/servers/servers";

/**
 * All crons of a connection, as they are on the server now: a refresh that is under way may have begun before one of them
 * was made. Throws `ServerFailure`.
 */
export async function readCrons(
  { servers }: { readonly servers: Servers },
  connection: Connection,
): Promise<readonly Cron[]> {
  return withViewProgress(async () => (await servers.server(connection)).allCrons());
}
