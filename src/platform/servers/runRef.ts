import type { Cron, Run } from "../../core/server/cron";
import type { Connection } from "./connections/connection";

/** A run of a cron, wherever it is shown; only ids, so that it can be kept. */
export interface RunRef {
  readonly connectionId: string;
  readonly cronId: string;
  readonly threadId: string;
  readonly runId: string;
}

export function runRefOf(connection: Connection, { cron_id }: Cron, { run_id, thread_id }: Run): RunRef {
  return { connectionId: connection.id, cronId: cron_id, threadId: thread_id, runId: run_id };
}
