import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { Connections } from "../../platform/servers/services";

export interface FormServices {
  readonly connections: Connections;
  readonly crons: Pick<ServerStore, "facts" | "onDidChange" | "refresh" | "server" | "state" | "submit">;
  readonly placeholders: Pick<PlaceholderValues, "hasEnvironment" | "lookup">;
}
