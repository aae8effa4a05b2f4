import { capabilitiesOf } from "../../core/server/capabilities";
import type { ServerInfo } from "../../core/server/cron";
import type { ServerProblem } from "../../core/server/problems/serverProblem";

/** What is known about a connection's server. */
export type ServerState =
  | { readonly kind: "unknown" }
  | { readonly kind: "connecting" }
  | { readonly kind: "ready"; readonly info: ServerInfo }
  | { readonly kind: "problem"; readonly problem: ServerProblem };

/** Whether it can change crons; one that was not read yet counts as a new server. */
export function canPatch(state: ServerState): boolean {
  return state.kind !== "ready" || capabilitiesOf(state.info).patches;
}
