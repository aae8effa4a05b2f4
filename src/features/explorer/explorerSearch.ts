import type { Thread } from "../../core/server/cron";
import type { Connection } from "../../platform/connection";
import type { CronService } from "../../platform/services";
import type { ExplorerData } from "./explorerData";
import { findBeyondIndex, findHits, readSearchIndex, type SearchHits, type SearchIndex } from "./searchServer";

interface Found extends SearchHits {
  readonly threadIds: ReadonlySet<string>;
  /** By id: all threads that were looked at. */
  readonly index: ReadonlyMap<string, Thread>;
  readonly complete: boolean;
  /** Names the connection where it could not be searched. */
  readonly failed: string | undefined;
}

const nothing: Found = {
  threads: [],
  crons: [],
  threadIds: new Set(),
  index: new Map(),
  complete: true,
  failed: undefined,
};

/** One search over all connections. What is read of a server serves every text, until the user clears the search. */
export class ExplorerSearch {
  private readonly indexes = new Map<string, SearchIndex>();
  private readonly found = new Map<string, Found>();
  private current: string | undefined;

  constructor(
    private readonly crons: CronService,
    private readonly data: ExplorerData,
  ) {}

  /** Undefined where nobody searches. */
  get text(): string | undefined {
    return this.current;
  }

  hits(connection: Connection): SearchHits & Pick<Found, "threadIds" | "index"> {
    return this.found.get(connection.id) ?? nothing;
  }

  /** Threads and crons that were found, over all connections. */
  get count(): { readonly threads: number; readonly crons: number } {
    const all = [...this.found.values()];
    return {
      threads: all.reduce((sum, hits) => sum + hits.threads.length, 0),
      crons: all.reduce((sum, hits) => sum + hits.crons.length, 0),
    };
  }

  /** Names of the connections that could not be searched. */
  get failed(): readonly string[] {
    return [...this.found.values()].flatMap(({ failed }) => (failed === undefined ? [] : [failed]));
  }

  /** False where some server has more threads than were looked at. */
  get isComplete(): boolean {
    return [...this.found.values()].every((hits) => hits.complete);
  }

  /** The next search reads the servers anew. */
  forgetServers(): void {
    this.indexes.clear();
  }

  clear(): void {
    this.current = undefined;
    this.indexes.clear();
    this.found.clear();
  }

  /** Looks everywhere at the same time; a server in trouble has no hits and stops no other. */
  async search(text: string, connections: readonly Connection[]): Promise<void> {
    const results = await Promise.all(
      connections.map(async (connection) => [connection.id, await this.searchOne(text, connection)] as const),
    );
    this.current = text;
    this.found.clear();
    for (const [id, hits] of results) {
      this.found.set(id, hits);
    }
  }

  private async searchOne(text: string, connection: Connection): Promise<Found> {
    const state = await this.data.load(connection);
    if (state.kind !== "ready") {
      return { ...nothing, failed: connection.name };
    }
    try {
      const server = await this.crons.server(connection);
      const index = this.indexes.get(connection.id) ?? (await readSearchIndex(server));
      this.indexes.set(connection.id, index);
      const hits = findHits(text, index.threads, this.crons.crons(connection), this.data.assistants(connection));
      const beyond = index.complete ? [] : await findBeyondIndex(server, text);
      const found = new Map([...hits.threads, ...beyond].map((thread) => [thread.thread_id, thread]));
      return {
        threads: [...found.values()],
        crons: hits.crons,
        threadIds: new Set(found.keys()),
        index: new Map(index.threads.map((thread) => [thread.thread_id, thread])),
        complete: index.complete,
        failed: undefined,
      };
    } catch (failure) {
      this.data.note(connection, failure);
      return { ...nothing, failed: connection.name };
    }
  }
}
