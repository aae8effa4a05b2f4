import type { Cron } from "../../core/server/cron";
import type { Connection } from "./connections/connection";

/** A cron, wherever it is shown. Commands and actions take it. */
export interface CronRef {
  readonly connectionId: string;
  readonly cronId: string;
}

export function refOf(connection: Connection, { cron_id }: Cron): CronRef {
  return { connectionId: connection.id, cronId: cron_id };
}
