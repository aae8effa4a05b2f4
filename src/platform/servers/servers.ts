import type { Event } from "vscode";
import type { HeldNames, HoldNamesOptions } from "../../core/apply/holdNames";
import type { CronUsage } from "../../core/cost/cronUsage";
import type { SubmitOptions, SubmitOutcome } from "../../core/lifecycle/submission/submission";
import type { AgentServer } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import type { Connection } from "./connections/connection";
import type { ServerFacts } from "./serverFacts";
import type { ServerChange } from "./serverRecord";
import type { ServerState } from "./serverState";

/** The interface of the store of server data (`servers/serverStore.ts`) for features that need no more. */
export interface Servers {
  /** What has changed in the known data of a server; not fired if nothing has. */
  readonly onDidChange: Event<ServerChange>;
  /** Throws `UntrustedWorkspace` if nothing may be sent. */
  server(connection: Connection): Promise<AgentServer>;
  /** Server data for editing. */
  readonly facts: ServerFacts;
  state(connection: Connection): ServerState;
  crons(connection: Connection): readonly Cron[];
  cron(connection: Connection, cronId: string): Cron | undefined;
  /** What is known in this window of the tokens of a cron's runs; asks nothing. */
  usage(connection: Connection, cron: Cron): CronUsage | undefined;
  /**
   * Asks `/info` and reads all crons; in parallel, and after it, open journal entries are finished and copies removed.
   * Never throws: see `state`, which stays `unknown` in a workspace without trust, where nothing is asked. The signal
   * ends the caller's wait, never a refresh that others wait for.
   */
  refresh(connection: Connection, signal?: AbortSignal): Promise<ServerState>;
  /**
   * As `refresh`, of what the server has from now on: one that is under way may have read before, so another one follows
   * it, for all who ask meanwhile.
   */
  reload(connection: Connection): Promise<ServerState>;
  submit(
    connection: Connection,
    options: Pick<
      SubmitOptions,
      "arguments" | "name" | "ownership" | "signal" | "onProgress" | "confirm" | "onLook" | "knownCrons" | "together"
    >,
  ): Promise<SubmitOutcome>;
  /** Locks all names, so that crons can be created together. */
  holdNames(
    connection: Connection,
    options: Pick<HoldNamesOptions, "names" | "beat" | "concurrency" | "onWait" | "signal">,
  ): Promise<HeldNames | undefined>;
}
