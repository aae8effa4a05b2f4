import { type ToldRun, tellRuns, tellSight } from "../../core/health/toldRun";
import { pollMillisecondsOf } from "../../core/server/capabilities";
import type { Cron, Run } from "../../core/server/cron";
import type { TreeNode } from "../../platform/app/treeNode";
import type { Connection } from "../../platform/servers/connections/connection";
import type { ServerStore } from "../../platform/servers/serverStore";

/** What became of a cron's runs, by what is known: asks nothing. */
export function toldRuns(
  store: ServerStore,
  connection: Connection,
  cron: Cron,
  runs: readonly Run[],
): readonly ToldRun[] {
  return tellRuns({
    cron,
    runs,
    dialect: connection.dialect,
    pollMilliseconds: pollOf(store, connection),
    // Each run of a cron without a thread has a thread of its own.
    around: ({ thread_id }) => ({
      runs: store.knownRuns(connection, { ...cron, thread_id }),
      thread: store.thread(connection, thread_id),
    }),
  });
}

export function runNode(connection: Connection, cron: Cron, told: ToldRun): TreeNode {
  return { kind: "run", connection, cron, run: told.run, told };
}

/** Of a cron whose runs the server deletes: what was seen of them, and that there may have been more. */
export function seenNodes(store: ServerStore, connection: Connection, cron: Cron, count: number): TreeNode[] {
  const seen = store.seenRuns(connection, cron);
  const nodes = seen.slice(0, count).map(({ isThere, sight }): TreeNode => {
    const told = tellSight(sight, isThere, pollOf(store, connection));
    if (isThere) return runNode(connection, cron, told);
    return { kind: "seenRun", connection, cron, told, tokens: sight.tokens };
  });
  return [{ kind: "seenOnly", connection, cron, none: seen.length === 0 }, ...nodes];
}

function pollOf(store: ServerStore, connection: Connection): number {
  const state = store.state(connection);
  return pollMillisecondsOf(state.kind === "ready" ? state.info : undefined);
}
