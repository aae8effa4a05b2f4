import type { Event } from "vscode";
import type { SubmitOptions, SubmitOutcome } from "../core/lifecycle/submission";
import type { AgentServer } from "../core/server/agentServer";
import type { Cron, ServerInfo } from "../core/server/cron";
import type { ServerProblem } from "../core/server/serverProblem";
import type { Connection } from "./connection";

/** The user's connections and which one is chosen. Kept in global state; keys in `SecretStorage`. */
export interface Connections {
  readonly onDidChange: Event<void>;
  all(): readonly Connection[];
  get(id: string): Connection | undefined;
  chosen(): Connection | undefined;
  choose(id: string): Promise<void>;
  add(connection: Omit<Connection, "id">, key: string | undefined): Promise<Connection>;
  /** A changed origin drops the key unless a new one is given. `key` undefined: keep; "": remove. */
  update(connection: Connection, key: string | undefined): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What is known of a connection's server. */
export type ServerState =
  | { readonly kind: "unknown" }
  | { readonly kind: "connecting" }
  | { readonly kind: "ready"; readonly info: ServerInfo }
  | { readonly kind: "problem"; readonly problem: ServerProblem };

/** Servers by connection, and all crons of each as of the last refresh that the user caused. */
export interface CronService {
  readonly onDidChange: Event<Connection>;
  server(connection: Connection): Promise<AgentServer>;
  state(connection: Connection): ServerState;
  crons(connection: Connection): readonly Cron[];
  /** Asks `/info`, reads all crons, finishes open journal entries, sweeps copies. Never throws: see `state`. */
  refresh(connection: Connection, signal?: AbortSignal): Promise<ServerState>;
  submit(
    connection: Connection,
    options: Pick<SubmitOptions, "arguments" | "name" | "signal" | "onStep" | "confirmRecreate">,
  ): Promise<SubmitOutcome>;
  remove(connection: Connection, cronIds: readonly string[]): Promise<void>;
  setEnabled(connection: Connection, cron: Cron, enabled: boolean): Promise<void>;
}
