import type { CronForms } from "../../platform/cronForms";
import type { PlaceholderValues } from "../../platform/placeholderValues";
import type { Connections, CronService } from "../../platform/services";

export interface SpecFileServices {
  readonly connections: Connections;
  readonly crons: CronService;
  readonly forms: CronForms;
  readonly placeholders: PlaceholderValues;
}
