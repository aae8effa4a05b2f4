import type { Event } from "vscode";
import type { Connection, ConnectionChoices, ConnectionSecrets } from "./connection";

/** The user's connections and which one is chosen. Stored in global state; keys in `SecretStorage`. */
export interface Connections {
  readonly onDidChange: Event<void>;
  all(): readonly Connection[];
  get(id: string): Connection | undefined;
  chosen(): Connection | undefined;
  choose(id: string): Promise<void>;
  /** The new connection becomes the chosen one, unless it is a production server: only the user chooses that. */
  add(choices: ConnectionChoices, secrets: ConnectionSecrets): Promise<Connection>;
  /** `secrets` undefined keeps the current ones, unless the origin changes: then they are dropped. */
  update(id: string, choices: ConnectionChoices, secrets: ConnectionSecrets | undefined): Promise<void>;
  remove(id: string): Promise<void>;
  /** Only for requests of this connection; never shown or logged. */
  secrets(connection: Connection): Promise<ConnectionSecrets>;
}
