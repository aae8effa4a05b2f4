import type { Cron, Thread } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { isSilence } from "../../platform/servers/answering";
import { type Connection, connectionKey } from "../../platform/servers/connections/connection";
import { findAnywhere, findThreads } from "../../platform/servers/findThreads";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { ThreadIndex } from "../../platform/servers/threadIndex";
import { findHits } from "./findHits";
import { SearchWords } from "./searchWords";
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

/** A search and what it has found, by connection. */
interface Search {
  readonly text: string;
  readonly found: ReadonlyMap<string, Found>;
}

const nothing: Found = { threadIds: new Set(), index: new Map(), complete: true, failed: undefined };

/**
 * One search over all connections. Matching threads are fixed at the time of the search; matching crons follow the
 * store, so that a found row changes and disappears with its cron.
 */
export class TreeSearch {
  private readonly words = new SearchWords();
  private current: Search | undefined;
  /** Counts searches and clears, so that only the latest one takes effect. */
  private latest = 0;

  constructor(
    private readonly store: ServerStore,
    private readonly data: TreeData,
  ) {}

  /** undefined if there is no search. */
  get text(): string | undefined {
    return this.current?.text;
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
    if (this.current === undefined || !this.current.found.has(connectionKey(connection))) return [];
    const all = this.store.crons(connection);
    const { threadIds } = this.foundIn(connection);
    const wordsOf = (cron: Cron) => this.words.of(cron, this.store.health(connection, cron), connection.dialect);
    const hits = new Set(findHits(this.current.text, all, this.data.assistants(connection), wordsOf));
    return all.filter((cron) => hits.has(cron) || (cron.thread_id !== null && threadIds.has(cron.thread_id)));
  }

  /** How many threads were found, with crons or without. */
  countThreads(connections: readonly Connection[]): number {
    return connections.reduce((sum, connection) => sum + this.foundIn(connection).threadIds.size, 0);
  }

  /** Names of the connections that could not be searched. */
  get failed(): readonly string[] {
    return this.all.flatMap(({ failed }) => (failed === undefined ? [] : [failed]));
  }

  /** False if a server has more threads than were searched. */
  get isComplete(): boolean {
    return this.all.every(({ complete }) => complete);
  }

  clear(): void {
    this.restore(undefined);
  }

  /** For `restore`. */
  get now(): Search | undefined {
    return this.current;
  }

  /** Shows what an earlier search has found. */
  restore(search: Search | undefined): void {
    this.latest += 1;
    this.current = search;
  }

  /** Searches what is known, and asks nothing. False: another search was begun meanwhile. */
  async preview(text: string, connections: readonly Connection[]): Promise<boolean> {
    this.latest += 1;
    const search = this.latest;
    for (const connection of connections) await this.prepareWords(connection);
    if (search !== this.latest) return false;
    const found = connections.map((connection) => {
      const threads = findThreads(text, this.data.knownThreads(connection));
      const threadIds = new Set(threads.map(({ thread_id }) => thread_id));
      return [connectionKey(connection), { ...nothing, threadIds }] as const;
    });
    this.current = text === "" ? undefined : { text, found: new Map(found) };
    return true;
  }

  /** Searches all servers at once; a failing server has no hits and doesn't stop the others. */
  async search(text: string, connections: readonly Connection[]): Promise<void> {
    this.latest += 1;
    const search = this.latest;
    const found = await Promise.all(
      connections.map(
        async (connection) => [connectionKey(connection), await this.searchOne(text, connection)] as const,
      ),
    );
    if (search === this.latest) this.current = { text, found: new Map(found) };
  }

  private get all(): readonly Found[] {
    return [...(this.current?.found.values() ?? [])];
  }

  private foundIn(connection: Connection): Found {
    return this.current?.found.get(connectionKey(connection)) ?? nothing;
  }

  private prepareWords(connection: Connection): Promise<void> {
    return this.words.prepare(this.store.crons(connection), connection.dialect);
  }

  private async searchOne(text: string, connection: Connection): Promise<Found> {
    const state = await this.data.load(connection);
    if (state.kind !== "ready") {
      return { ...nothing, failed: connection.name };
    }
    try {
      await this.prepareWords(connection);
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
