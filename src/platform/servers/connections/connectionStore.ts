import * as vscode from "vscode";
import { standardDialect } from "../../../core/schedule/scheduleDialect";
import { originOf } from "../../../core/server/address/serverUrl";
import { type Connection, type ConnectionChoices, type ConnectionSecrets, noSecrets } from "./connection";
import type { Connections } from "./connections";
import { readStoredConnections, readStoredSecrets } from "./storedConnections";

const listKey = "connections";
const chosenKey = "chosenConnection";

/**
 * Connections in global state, which no workspace can change, and their secrets in `SecretStorage` under id and origin,
 * so that another origin never gets them.
 */
export class ConnectionStore implements Connections, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly state: vscode.Memento,
    private readonly storage: vscode.SecretStorage,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  all(): readonly Connection[] {
    return readStoredConnections(this.state.get<unknown>(listKey));
  }

  get(id: string): Connection | undefined {
    return this.all().find((connection) => connection.id === id);
  }

  /** The one that the user chose; otherwise the only one, but never a production server that nobody chose. */
  chosen(): Connection | undefined {
    const all = this.all();
    const id = this.state.get<unknown>(chosenKey);
    const only = all.length === 1 ? all[0] : undefined;
    return all.find((connection) => connection.id === id) ?? (only?.production === false ? only : undefined);
  }

  async choose(id: string): Promise<void> {
    await this.state.update(chosenKey, id);
    this.changed.fire();
  }

  /** The new connection becomes the chosen one, unless it is a production server: then the choice stays as it was. */
  async add(choices: ConnectionChoices, secrets: ConnectionSecrets): Promise<Connection> {
    const added = connectionOf(crypto.randomUUID(), 1, choices, secrets);
    const target = added.production ? this.chosen() : added;
    await this.storeSecrets(added, secrets);
    await this.state.update(listKey, [...this.all(), added]);
    await this.state.update(chosenKey, target?.id);
    this.changed.fire();
    return added;
  }

  /** `secrets` undefined keeps the current ones, unless the origin changes. */
  async update(id: string, choices: ConnectionChoices, secrets: ConnectionSecrets | undefined): Promise<void> {
    const before = this.get(id);
    if (before === undefined) {
      throw new Error(vscode.l10n.t("The connection “{0}” no longer exists.", choices.name));
    }
    const moved = originOf(before.url) !== originOf(choices.url);
    const kept = secrets ?? (moved ? noSecrets : await this.secrets(before));
    const after = connectionOf(id, before.revision + 1, { dialect: before.dialect, ...choices }, kept);
    await this.storeSecrets(after, kept);
    if (moved) {
      await this.storage.delete(secretName(before));
    }
    await this.state.update(
      listKey,
      this.all().map((stored) => (stored.id === after.id ? after : stored)),
    );
    this.changed.fire();
  }

  async remove(id: string): Promise<void> {
    const connection = this.get(id);
    if (connection === undefined) {
      return;
    }
    await this.storage.delete(secretName(connection));
    await this.state.update(
      listKey,
      this.all().filter((stored) => stored.id !== id),
    );
    this.changed.fire();
  }

  /** Only for requests of this connection; never shown or logged. */
  async secrets(connection: Connection): Promise<ConnectionSecrets> {
    return readStoredSecrets(await this.storage.get(secretName(connection)));
  }

  private async storeSecrets(connection: Connection, secrets: ConnectionSecrets): Promise<void> {
    if (secrets.key === undefined && Object.keys(secrets.headers).length === 0) {
      await this.storage.delete(secretName(connection));
    } else {
      await this.storage.store(secretName(connection), JSON.stringify(secrets));
    }
  }
}

function connectionOf(
  id: string,
  revision: number,
  { name, url, production, dialect = standardDialect }: ConnectionChoices,
  secrets: ConnectionSecrets,
): Connection {
  return { id, name, url, headerNames: Object.keys(secrets.headers), production, dialect, revision };
}

function secretName(connection: Connection): string {
  return `connection ${connection.id} ${originOf(connection.url)}`;
}
