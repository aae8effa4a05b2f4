import type { Cron } from "../../core/server/cron";
import { withViewProgress } from "../../platform/host/progress";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Servers } from "../../platform/servers/servers";
import { serverProblemMessage } from "../../platform/words/serverProblemMessage";

/** All crons of a connection, as they are on the server now. Throws an error to show if it can't be asked. */
export async function readCrons(
  { servers }: { readonly servers: Servers },
  connection: Connection,
): Promise<readonly Cron[]> {
  const state = await withViewProgress(() => servers.refresh(connection));
  if (state.kind === "problem") throw new Error(serverProblemMessage(state.problem));
  return servers.crons(connection);
}
