import type { ServerInfo } from "../../core/server/cron";
import type { ServerProblem } from "../../core/server/problems/serverProblem";

/** What is known about a connection's server. */
export type ServerState =
  | { readonly kind: "unknown" }
  | { readonly kind: "connecting" }
  | { readonly kind: "ready"; readonly info: ServerInfo }
  | { readonly kind: "problem"; readonly problem: ServerProblem };
