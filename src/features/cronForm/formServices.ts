import type { App } from "../../platform/app";
import type { PlaceholderSource } from "../../platform/placeholderSource";
import type { Connections, CronService } from "../../platform/services";

export interface FormServices {
  readonly connections: Connections;
  readonly crons: CronService;
  readonly placeholders: PlaceholderSource;
}

export interface FormContext extends FormServices {
  readonly app: App;
}
