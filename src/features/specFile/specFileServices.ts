import type { CronForms } from "../../platform/app/cronForms";
import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import type { Connections } from "../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { SpecIndex } from "../../platform/specs/specIndex";

export interface SpecFileServices {
  /** Loaded on first use. */
  readonly environments: () => Promise<EnvironmentFiles>;
  readonly connections: Connections;
  readonly servers: ServerStore;
  readonly forms: CronForms;
  readonly index: SpecIndex;
  readonly placeholders: PlaceholderValues;
}

/** The services, once a spec file is open. */
export type SpecFileParts = Omit<SpecFileServices, "environments"> & { readonly environments: EnvironmentFiles };
