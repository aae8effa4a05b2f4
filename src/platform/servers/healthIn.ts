import { cronHealth } from "../../core/health/cronHealth";
import type { Health } from "../../core/health/health";
import { capabilitiesOf } from "../../core/server/capabilities";
import type { Cron } from "../../core/server/cron";
import { metadataKeys } from "../../core/server/stored/ownMetadata";
import type { Connection } from "./connections/connection";
import type { ServerRecord } from "./serverRecord";

/** How a cron is doing, by what is known of its server. `now` is in epoch milliseconds. */
export function healthIn(record: ServerRecord | undefined, { dialect }: Connection, cron: Cron, now: number): Health {
  const product = record?.info?.product ?? "agentServer";
  return cronHealth({
    cron,
    dialect,
    runs: undefined,
    thread: cron.thread_id === null ? undefined : record?.threads?.get(cron.thread_id),
    namesakes: record === undefined ? 0 : namesakesOf(cron, record),
    asOf: record?.asOf ?? now,
    now,
    pollMilliseconds: capabilitiesOf({ product, version: record?.info?.version ?? "" }).pollMilliseconds,
  });
}

/** How many other crons with the name of its spec are on. */
function namesakesOf({ cron_id, metadata }: Cron, { crons }: ServerRecord): number {
  const name = metadata[metadataKeys.name];
  if (typeof name !== "string") return 0;
  return crons.named(name).filter((other) => other.enabled && other.cron_id !== cron_id).length;
}
