import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ScratchThreads } from "../../platform/servers/scratchThreads";
import type { Servers } from "../../platform/servers/servers";

export interface FormServices {
  readonly connections: Connections;
  readonly servers: Servers;
  readonly scratch: ScratchThreads;
  readonly placeholders: Pick<PlaceholderValues, "hasEnvironment" | "lookup">;
}
