import type { CronForms } from "../../platform/app/cronForms";
import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";

export interface SpecFileServices {
  readonly connections: Connections;
  readonly servers: ServerStore;
  readonly forms: CronForms;
  readonly placeholders: PlaceholderValues;
}
