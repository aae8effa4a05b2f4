import type { Event } from "vscode";
import type { SubmitOptions, SubmitOutcome } from "../../core/lifecycle/submission";
import type { AgentServer } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import type { Connection } from "./connections/connection";
import type { ServerFacts } from "./serverFacts";
import type { ServerChange } from "./serverRecord";
import type { ServerState } from "./serverState";

/** What features need of the store of what servers say (`servers/serverStore.ts`), where they know no more of it. */
export interface Servers {
  /** What has changed of what is known of a server; silent where nothing has. */
  readonly onDidChange: Event<ServerChange>;
  /** Throws `UntrustedWorkspace` where nothing may be sent. */
  server(connection: Connection): Promise<AgentServer>;
  /** What servers say while somebody edits. */
  readonly facts: ServerFacts;
  state(connection: Connection): ServerState;
  crons(connection: Connection): readonly Cron[];
  cron(connection: Connection, cronId: string): Cron | undefined;
  /**
   * Asks `/info` and reads all crons; open journal entries are finished, and copies swept, beside it and after it.
   * Never throws: see `state`, which stays `unknown` in a workspace without trust, where nothing is asked. The signal ends the caller's wait, never a refresh
   * that others wait for.
   */
  refresh(connection: Connection, signal?: AbortSignal): Promise<ServerState>;
  submit(
    connection: Connection,
    options: Pick<SubmitOptions, "arguments" | "name" | "signal" | "onProgress" | "confirm">,
  ): Promise<SubmitOutcome>;
}
