import type { Connections } from "../../platform/servers/connections/connections";
import type { CronActions } from "../../platform/servers/cronActions";
import type { ServerStore } from "../../platform/servers/serverStore";

export interface RunServices {
  readonly connections: Connections;
  readonly servers: ServerStore;
  readonly actions: CronActions;
}
