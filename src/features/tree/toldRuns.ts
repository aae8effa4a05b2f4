import { type ToldRun, tellRuns } from "../../core/health/toldRun";
import { capabilitiesOf } from "../../core/server/capabilities";
import type { Cron, Run } from "../../core/server/cron";
import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerStore } from "../../platform/servers/serverStore";

/** What became of a cron's runs, by what is known: asks nothing. */
export function toldRuns(
  store: ServerStore,
  connection: Connection,
  cron: Cron,
  runs: readonly Run[],
): readonly ToldRun[] {
  const state = store.state(connection);
  const identity = state.kind === "ready" ? state.info : { product: "agentServer" as const, version: "" };
  return tellRuns({
    cron,
    runs,
    dialect: connection.dialect,
    pollMilliseconds: capabilitiesOf(identity).pollMilliseconds,
    // Each run of a cron without a thread has a thread of its own.
    around: ({ thread_id }) => ({
      runs: store.knownRuns(connection, { ...cron, thread_id }),
      thread: store.thread(connection, thread_id),
    }),
  });
}
