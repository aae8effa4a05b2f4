import type * as vscode from "vscode";
import { type Connection, connectionKey } from "./connections/connection";
import type { Connections } from "./connections/connections";
import type * as serverReads from "./serverReads";
import { type ServerChange, ServerRecord } from "./serverRecord";

interface RecordParts {
  readonly connections: Connections;
  readonly loadReads: () => Promise<typeof serverReads>;
  readonly log: vscode.LogOutputChannel;
  readonly ledgerFolder: string | undefined;
  readonly now: () => number;
}

interface RecordEvents {
  /** The known data of a server has changed. */
  tell(record: ServerRecord, change: ServerChange): void;
  /** A connection was changed or removed. */
  ended(key: string): void;
}

/** What is known of the servers: one record for each connection, as long as it is neither changed nor removed. */
export class ServerRecords {
  private readonly records = new Map<string, ServerRecord>();
  /** Of the connections when they were looked at last. */
  private ids: readonly string[];

  constructor(
    private readonly parts: RecordParts,
    private readonly events: RecordEvents,
  ) {
    this.ids = this.idsNow();
  }

  /** undefined if nothing was asked yet. */
  known(connection: Connection): ServerRecord | undefined {
    return this.records.get(connectionKey(connection));
  }

  /** undefined for a connection that was changed or removed: its data is no longer collected. */
  of(connection: Connection): ServerRecord | undefined {
    const key = connectionKey(connection);
    const current = this.parts.connections.get(connection.id);
    if (current === undefined || connectionKey(current) !== key) return undefined;
    const known = this.records.get(key);
    if (known !== undefined) return known;
    const record = new ServerRecord(current, (change) => this.events.tell(record, change), this.parts.now);
    this.records.set(key, record);
    return record;
  }

  forgetChanged(): void {
    const kept = new Set(this.parts.connections.all().map(connectionKey));
    for (const [key, record] of this.records) {
      if (kept.has(key)) continue;
      record.closed.abort();
      if (this.parts.connections.get(record.connection.id) === undefined) record.ledger?.drop();
      else void record.ledger?.end();
      this.events.ended(key);
      this.records.delete(key);
    }
    const { ids } = this;
    this.ids = this.idsNow();
    if (ids.some((id) => !this.ids.includes(id))) void this.forgetSeen();
  }

  dispose(): void {
    for (const record of this.records.values()) {
      record.closed.abort();
      void record.ledger?.end();
    }
  }

  /** Forgets the runs that were seen on servers whose connections were removed. */
  private async forgetSeen(): Promise<void> {
    const { ledgerFolder, loadReads, log } = this.parts;
    if (ledgerFolder === undefined) return;
    const { keepOnlyFolders } = await loadReads();
    await keepOnlyFolders(ledgerFolder, this.ids).catch((failure: unknown) => log.warn(String(failure)));
  }

  private idsNow(): readonly string[] {
    return this.parts.connections.all().map(({ id }) => id);
  }
}
