import { isAgentServerBefore, type ServerIdentity } from "./serverVersion";

export interface Capabilities {
  /** Creates accept `enabled`, so a cron can be created paused: server 0.7.15. */
  readonly createsPaused: boolean;
  /** Has PATCH for a cron, which can switch it on: server 0.7.21. */
  readonly patches: boolean;
  /** Has GET for one cron by its id: server 0.10.0, and only some compatible servers. */
  readonly readsById: boolean;
  /** PATCH keeps metadata keys that it does not name: server 0.7.30, not Aegra 0.11.0. */
  readonly mergesMetadata: boolean;
  /** The answers about a run have its metadata: not on Aegra 0.11.0. */
  readonly marksRuns: boolean;
  /** The first of six schedule fields is the second: Aegra. */
  readonly secondsFirst: boolean;
}

/**
 * How often it looks for crons that are due, in milliseconds: an Agent Server every 5 s, Aegra every 60 s, if their
 * operators don't say otherwise. A server of which nothing is known yet counts as an Agent Server.
 */
export function pollMillisecondsOf(server: Pick<ServerIdentity, "product"> | undefined): number {
  return (server?.product ?? "agentServer") === "agentServer" ? 5_000 : 60_000;
}

/** What a server of this version can do; another product or an unreadable version counts as a new server. */
export function capabilitiesOf(server: ServerIdentity): Capabilities {
  return {
    createsPaused: !isAgentServerBefore(server, "0.7.15"),
    patches: !isAgentServerBefore(server, "0.7.21"),
    readsById: server.product === "agentServer" && !isAgentServerBefore(server, "0.10.0"),
    mergesMetadata: server.product !== "aegra" && !isAgentServerBefore(server, "0.7.30"),
    marksRuns: server.product !== "aegra",
    secondsFirst: server.product === "aegra",
  };
}
