import { needsAttention } from "../../core/health/attention";
import type { Health } from "../../core/health/health";
import { byUrgency } from "../../core/health/urgency";
import type { Cron } from "../../core/server/cron";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";

/** A cron that needs attention. */
export interface Trouble {
  readonly connection: Connection;
  readonly cron: Cron;
  readonly health: Health;
}

/** What needs attention on all connections, as far as is known, the worst first. Asks nothing. */
export function knownTroubles(connections: Connections, servers: ServerStore): readonly Trouble[] {
  return connections
    .all()
    .flatMap((connection) =>
      servers.crons(connection).map((cron) => ({ connection, cron, health: servers.health(connection, cron) })),
    )
    .filter(({ health }) => needsAttention(health))
    .sort((one, other) => byUrgency(one.health, other.health));
}
