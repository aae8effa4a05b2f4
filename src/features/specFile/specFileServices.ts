import type { CronForms } from "../../platform/app/cronForms";
import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { Connections } from "../../platform/servers/services";

export interface SpecFileServices {
  readonly connections: Connections;
  readonly crons: ServerStore;
  readonly forms: CronForms;
  readonly placeholders: PlaceholderValues;
}
