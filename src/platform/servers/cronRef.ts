import type { Cron } from "../../core/server/cron";
import type { Connection } from "./connections/connection";

/** A reference to a cron for commands and actions, wherever the cron is shown. */
export interface CronRef {
  readonly connectionId: string;
  readonly cronId: string;
}

export function refOf(connection: Connection, { cron_id }: Cron): CronRef {
  return { connectionId: connection.id, cronId: cron_id };
}
