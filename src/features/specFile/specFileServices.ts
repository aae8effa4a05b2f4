import type { CronForms } from "../../platform/cronForms";
import type { PlaceholderValues } from "../../platform/placeholderValues";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { Connections } from "../../platform/services";

export interface SpecFileServices {
  readonly connections: Connections;
  readonly crons: ServerStore;
  readonly forms: CronForms;
  readonly placeholders: PlaceholderValues;
}
