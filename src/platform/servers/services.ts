import type { Event, ExtensionContext, TreeDataProvider } from "vscode";
import type { SubmitOptions, SubmitOutcome } from "../../core/lifecycle/submission";
import type { AgentServer } from "../../core/server/agentServer";
import type { Cron, ServerInfo } from "../../core/server/cron";
import type { ServerProblem } from "../../core/server/problems/serverProblem";
import type { ExplorerNode } from "../app/treeNode";
import type { Connection, ConnectionChoices, ConnectionSecrets } from "./connections/connection";
import type { CronActions } from "./cronActions";
import type { ServerFacts } from "./serverFacts";
import type { ServerChange } from "./serverRecord";

/** The user's connections and which one is chosen. Kept in global state; keys in `SecretStorage`. */
export interface Connections {
  readonly onDidChange: Event<void>;
  all(): readonly Connection[];
  get(id: string): Connection | undefined;
  chosen(): Connection | undefined;
  choose(id: string): Promise<void>;
  /** The new connection is the chosen one, unless it is one of production: that is chosen by the user alone. */
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

/** What features need of the store of what servers say (`servers/serverStore.ts`), where they know no more of it. */
export interface CronService {
  /** What has changed of what is known of a server; silent where nothing has. */
  readonly onDidChange: Event<ServerChange>;
  /** Throws `UntrustedWorkspace` where nothing may be sent. */
  server(connection: Connection): Promise<AgentServer>;
  /** What servers say while somebody edits. */
  readonly facts: ServerFacts;
  state(connection: Connection): ServerState;
  crons(connection: Connection): readonly Cron[];
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

/** What `activate` gives to suites that run inside VS Code, and to nobody else: nothing can be typed into a dialog there. */
export interface ExtensionApi {
  readonly context: ExtensionContext;
  readonly connections: Connections;
  readonly crons: CronService;
  readonly actions: CronActions;
  /** `state` is the context key that chooses the welcome text. */
  readonly explorer: { readonly tree: TreeDataProvider<ExplorerNode>; readonly state: string };
}
