import type { Event, ExtensionContext, TreeDataProvider } from "vscode";
import type { SubmitOptions, SubmitOutcome } from "../core/lifecycle/submission";
import type { AgentServer } from "../core/server/agentServer";
import type { Cron, ServerInfo } from "../core/server/cron";
import type { ServerProblem } from "../core/server/serverProblem";
import type { Connection, ConnectionChoices, ConnectionSecrets } from "./connection";
import type { ExplorerNode } from "./explorerNode";

/** The user's connections and which one is chosen. Kept in global state; keys in `SecretStorage`. */
export interface Connections {
  readonly onDidChange: Event<void>;
  all(): readonly Connection[];
  get(id: string): Connection | undefined;
  chosen(): Connection | undefined;
  choose(id: string): Promise<void>;
  /** The new connection is the chosen one. */
  add(choices: ConnectionChoices, secrets: ConnectionSecrets): Promise<Connection>;
  /** `secrets` undefined keeps those there are, unless the origin changes: then none are left. */
  update(id: string, choices: ConnectionChoices, secrets: ConnectionSecrets | undefined): Promise<void>;
  remove(id: string): Promise<void>;
  /** For the requests of this very connection, and for nothing that is shown or logged. */
  secrets(connection: Connection): Promise<ConnectionSecrets>;
}

/** What is known of a connection's server. */
export type ServerState =
  | { readonly kind: "unknown" }
  | { readonly kind: "connecting" }
  | { readonly kind: "ready"; readonly info: ServerInfo }
  | { readonly kind: "problem"; readonly problem: ServerProblem };

/** Servers by connection, and all crons of each as of the last refresh that the user caused. */
export interface CronService {
  /** The list changed, or a cron of a server whose list was never asked for. */
  readonly onDidChange: Event<Connection>;
  /** Throws `UntrustedWorkspace` where nothing may be sent. */
  server(connection: Connection): Promise<AgentServer>;
  state(connection: Connection): ServerState;
  crons(connection: Connection): readonly Cron[];
  /**
   * Asks `/info`, reads all crons, finishes open journal entries, sweeps copies. Never throws: see `state`, which stays
   * `unknown` in a workspace without trust, where nothing is asked.
   */
  refresh(connection: Connection, signal?: AbortSignal): Promise<ServerState>;
  submit(
    connection: Connection,
    options: Pick<SubmitOptions, "arguments" | "name" | "signal" | "onProgress" | "confirm">,
  ): Promise<SubmitOutcome>;
  remove(connection: Connection, cronIds: readonly string[]): Promise<void>;
  setEnabled(connection: Connection, cron: Cron, enabled: boolean): Promise<void>;
}

/** What `activate` gives to suites that run inside VS Code, and to nobody else: nothing can be typed into a dialog there. */
export interface ExtensionApi {
  readonly context: ExtensionContext;
  readonly connections: Connections;
  readonly crons: CronService;
  /** `state` is the context key that chooses the welcome text. */
  readonly explorer: { readonly tree: TreeDataProvider<ExplorerNode>; readonly state: string };
}
