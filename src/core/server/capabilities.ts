import { isAgentServerBefore, type ServerIdentity } from "./serverVersion";

export interface Capabilities {
  /** `enabled` at create, to make a cron paused: server 0.7.15. */
  readonly createsPaused: boolean;
  /** PATCH of a cron, to switch it on: server 0.7.21. */
  readonly patches: boolean;
  /** GET of one cron by its id: server 0.10.0; of compatible servers only some have it. */
  readonly readsById: boolean;
  /** PATCH leaves metadata keys that it does not name as they are: server 0.7.30, not Aegra 0.11.0. */
  readonly mergesMetadata: boolean;
  /** Of six fields of a schedule the first is the second: Aegra. */
  readonly secondsFirst: boolean;
}

/** What a server of this version can do. One of another product, or whose version can't be read, is taken for a new one. */
export function capabilitiesOf(server: ServerIdentity): Capabilities {
  return {
    createsPaused: !isAgentServerBefore(server, "0.7.15"),
    patches: !isAgentServerBefore(server, "0.7.21"),
    readsById: server.product === "agentServer" && !isAgentServerBefore(server, "0.10.0"),
    mergesMetadata: server.product !== "aegra" && !isAgentServerBefore(server, "0.7.30"),
    secondsFirst: server.product === "aegra",
  };
}
