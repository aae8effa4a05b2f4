import type { Cron, Thread } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { isSilence } from "../../platform/servers/answering";
import { type Connection, connectionKey } from "../../platform/servers/connections/connection";
import { findAnywhere } from "../../platform/servers/findThreads";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { ThreadIndex } from "../../platform/servers/threadIndex";
import { findHits } from "./findHits";
import type { TreeData } from "./treeData";

interface Found {
  /** In display order. */
  readonly threadIds: ReadonlySet<string>;
  /** All searched threads, by id. */
  readonly index: ReadonlyMap<string, Thread>;
  readonly complete: boolean;
  /** The connection's name if it could not be searched. */
  readonly failed: string | undefined;
}

/** The matching crons in one list of the store. */
interface Matching {
  readonly text: string;
  readonly all: readonly Cron[];
  readonly crons: readonly Cron[];
}

const nothing: Found = { threadIds: new Set(), index: new Map(), complete: true, failed: undefined };

/**
 * One search over all connections. Matching threads are fixed at the time of the search; matching crons follow the
 * store, so that a found row changes and disappears with its cron.
 */
export class TreeSearch {
  private readonly found = new Map<string, Found>();
  private readonly matching = new Map<string, Matching>();
  private current: string | undefined;
  /** Counts searches and clears, so that only the latest one takes effect. */
  private latest = 0;

  constructor(
    private readonly store: ServerStore,
    private readonly data: TreeData,
  ) {}

  /** undefined if there is no search. */
  get text(): string | undefined {
    return this.current;
  }

  get isSearching(): boolean {
    return this.current !== undefined;
  }

  /** Matching threads without crons. */
  otherThreadIds(connection: Connection): readonly string[] {
    const found = [...this.foundIn(connection).threadIds];
    if (found.length === 0) return found;
    const withCrons = new Set(this.store.crons(connection).map(({ thread_id }) => thread_id));
    return found.filter((id) => !withCrons.has(id));
  }

  thread(connection: Connection, id: string): Thread | undefined {
    return this.foundIn(connection).index.get(id);
  }

  /** The matching crons, and all of matching threads. */
  crons(connection: Connection): readonly Cron[] {
    const key = connectionKey(connection);
    if (this.current === undefined || !this.found.has(key)) return [];
    const all = this.store.crons(connection);
    const known = this.matching.get(key);
    if (known?.all === all && known.text === this.current) return known.crons;
    const { threadIds } = this.foundIn(connection);
    const hits = new Set(findHits(this.current, all, this.data.assistants(connection)));
    const crons = all.filter((cron) => hits.has(cron) || (cron.thread_id !== null && threadIds.has(cron.thread_id)));
    this.matching.set(key, { text: this.current, all, crons });
    return crons;
  }

  /** How many threads and crons were found on these connections. */
  count(connections: readonly Connection[]): { readonly threads: number; readonly crons: number } {
    return {
      threads: connections.reduce((sum, connection) => sum + this.foundIn(connection).threadIds.size, 0),
      crons: connections.reduce((sum, connection) => sum + this.crons(connection).length, 0),
    };
  }

  /** Names of the connections that could not be searched. */
  get failed(): readonly string[] {
    return [...this.found.values()].flatMap(({ failed }) => (failed === undefined ? [] : [failed]));
  }

  /** False if a server has more threads than were searched. */
  get isComplete(): boolean {
    return [...this.found.values()].every((hits) => hits.complete);
  }

  clear(): void {
    this.latest += 1;
    this.current = undefined;
    this.found.clear();
    this.matching.clear();
  }

  /** Searches all servers at once; a failing server has no hits and doesn't stop the others. */
  async search(text: string, connections: readonly Connection[]): Promise<void> {
    this.latest += 1;
    const search = this.latest;
    const results = await Promise.all(
      connections.map(
        async (connection) => [connectionKey(connection), await this.searchOne(text, connection)] as const,
      ),
    );
    if (search !== this.latest) return;
    this.current = text;
    this.found.clear();
    this.matching.clear();
    for (const [key, hits] of results) {
      this.found.set(key, hits);
    }
  }

  private foundIn(connection: Connection): Found {
    return this.found.get(connectionKey(connection)) ?? nothing;
  }

  private async searchOne(text: string, connection: Connection): Promise<Found> {
    const state = await this.data.load(connection);
    if (state.kind !== "ready") {
      return { ...nothing, failed: connection.name };
    }
    try {
      const index = await this.threadIndex(connection);
      const hits = await findAnywhere(await this.store.server(connection), text, index);
      return {
        threadIds: new Set(hits.map((thread) => thread.thread_id)),
        index: new Map([...index.threads, ...hits].map((thread) => [thread.thread_id, thread])),
        complete: index.complete,
        failed: undefined,
      };
    } catch (failure) {
      this.data.note(connection, failure);
      return { ...nothing, failed: connection.name };
    }
  }

  /** If a server's threads can't be searched, its crons still can. */
  private async threadIndex(connection: Connection): Promise<ThreadIndex> {
    try {
      return await this.store.facts.threadIndex(connection);
    } catch (failure) {
      if (!(failure instanceof ServerFailure) || isSilence(failure.problem)) throw failure;
      this.data.note(connection, failure);
      return { threads: [], complete: true };
    }
  }
}
