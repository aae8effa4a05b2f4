import type { Event } from "vscode";
import type { Connection, ConnectionChoices, ConnectionSecrets } from "./connection";

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
