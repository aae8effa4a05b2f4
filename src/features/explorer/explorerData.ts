import * as vscode from "vscode";
import type { Assistant, Cron, Run, Thread } from "../../core/server/cron";
import { largestPage } from "../../core/server/largestPage";
import { ServerFailure } from "../../core/server/serverProblem";
import type { Connection } from "../../platform/connection";
import { reportFailure } from "../../platform/reportFailure";
import type { CronService, ServerState } from "../../platform/services";
import { groupCrons } from "./cronGroups";
import { recentRuns } from "./recentRuns";
import { ThreadList, threadPageSize } from "./threadList";

interface Loaded {
  readonly state: ServerState;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly threads: ThreadList;
  readonly assistants: readonly Assistant[];
  readonly runs: Map<string, Promise<readonly Run[]>>;
}

/** What the tree knows of each server. Nothing is asked before somebody looks at it, and only once until a refresh. */
export class ExplorerData implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Connection>();
  readonly onDidChange = this.changed.event;
  private readonly loading = new Map<string, Promise<Loaded>>();
  private readonly settled = new Map<string, Loaded>();
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly crons: CronService,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.listener = crons.onDidChange((connection) => this.follow(connection));
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  /** Asks the server the first time; never throws. */
  async load(connection: Connection): Promise<ServerState> {
    const known = this.loading.get(keyOf(connection)) ?? this.settled.get(keyOf(connection));
    return (await (known ?? this.start(connection))).state;
  }

  /** Asks everything anew; as many threads are shown as before. */
  async reload(connection: Connection): Promise<ServerState> {
    return (await this.start(connection)).state;
  }

  /** Drops what is known of other connections than these, as after one was removed or changed. */
  keepOnly(connections: readonly Connection[]): void {
    const kept = new Set(connections.map(keyOf));
    for (const known of [this.loading, this.settled]) {
      for (const key of [...known.keys()].filter((key) => !kept.has(key))) {
        known.delete(key);
      }
    }
  }

  state(connection: Connection): ServerState {
    return this.settled.get(keyOf(connection))?.state ?? this.crons.state(connection);
  }

  asOf(connection: Connection): number {
    return this.settled.get(keyOf(connection))?.asOf ?? Date.now();
  }

  threads(connection: Connection): readonly Thread[] {
    return this.settled.get(keyOf(connection))?.threads.threads ?? [];
  }

  thread(connection: Connection, id: string): Thread | undefined {
    return this.settled.get(keyOf(connection))?.threads.get(id);
  }

  hasMoreThreads(connection: Connection): boolean {
    return this.settled.get(keyOf(connection))?.threads.hasMore ?? false;
  }

  assistants(connection: Connection): readonly Assistant[] {
    return this.settled.get(keyOf(connection))?.assistants ?? [];
  }

  async loadMore(connection: Connection): Promise<void> {
    const loaded = this.settled.get(keyOf(connection));
    if (loaded !== undefined) {
      await loaded.threads.load(await this.crons.server(connection), threadPageSize);
      this.changed.fire(connection);
    }
  }

  /** The last runs of a cron, newest first; kept until the next refresh, as is that they can't be had. */
  runs(connection: Connection, cron: Cron): Promise<readonly Run[]> {
    const loaded = this.settled.get(keyOf(connection));
    const known = loaded?.runs.get(cron.cron_id);
    if (known !== undefined) {
      return known;
    }
    const asked = this.askRuns(connection, cron);
    loaded?.runs.set(cron.cron_id, asked);
    return asked;
  }

  private async askRuns(connection: Connection, cron: Cron): Promise<readonly Run[]> {
    try {
      return await recentRuns(await this.crons.server(connection), cron);
    } catch (failure) {
      // The tree is drawn while it waits for this, not for the user's answer to a message.
      void reportFailure(this.log, cron.cron_id, failure);
      return [];
    }
  }

  /** Makes sure that a cron and its thread are in the list, as far as the server has them. */
  async showCron(connection: Connection, cronId: string): Promise<void> {
    await this.load(connection);
    const known = () => this.crons.crons(connection).find(({ cron_id }) => cron_id === cronId);
    if (known() === undefined) {
      await this.reload(connection);
    }
    const threadId = known()?.thread_id ?? null;
    if (threadId !== null) {
      await this.settled.get(keyOf(connection))?.threads.pin(await this.crons.server(connection), [threadId]);
    }
  }

  note(connection: Connection, failure: unknown): void {
    this.log.warn(`${connection.url}: ${String(failure)}`);
  }

  private forget(connection: Connection): void {
    this.loading.delete(keyOf(connection));
    this.settled.delete(keyOf(connection));
  }

  private start(connection: Connection): Promise<Loaded> {
    const shown = this.settled.get(keyOf(connection))?.threads.threads.length ?? 0;
    const started = this.read(connection, Math.max(shown, threadPageSize));
    this.loading.set(keyOf(connection), started);
    return this.settle(connection, started);
  }

  /** Only the newest reading counts, and none whose connection was changed meanwhile. */
  private async settle(connection: Connection, started: Promise<Loaded>): Promise<Loaded> {
    try {
      const loaded = await started;
      if (this.loading.get(keyOf(connection)) === started) {
        this.settled.set(keyOf(connection), loaded);
      }
      return loaded;
    } finally {
      if (this.loading.get(keyOf(connection)) === started) {
        this.loading.delete(keyOf(connection));
        this.changed.fire(connection);
      }
    }
  }

  private async read(connection: Connection, wanted: number): Promise<Loaded> {
    const state = await this.crons.refresh(connection);
    const asOf = Date.now();
    const withCrons = [...groupCrons(this.crons.crons(connection)).keys()].filter((id) => id !== null);
    const threads = new ThreadList(withCrons);
    const known = { asOf, threads, runs: new Map() };
    if (state.kind !== "ready") {
      return { ...known, state, assistants: [] };
    }
    try {
      const server = await this.crons.server(connection);
      const [assistants] = await Promise.all([
        server.searchAssistants({ limit: largestPage, offset: 0 }),
        threads.load(server, wanted),
      ]);
      return { ...known, state, assistants };
    } catch (failure) {
      this.note(connection, failure);
      if (failure instanceof ServerFailure) {
        return { ...known, state: { kind: "problem", problem: failure.problem }, assistants: [] };
      }
      throw failure;
    }
  }

  /** A cron came, went or changed: its thread may be one that the tree does not show yet. */
  private follow(connection: Connection): void {
    const loaded = this.settled.get(keyOf(connection));
    if (loaded === undefined || this.loading.has(keyOf(connection))) {
      return;
    }
    if (loaded.state.kind !== this.crons.state(connection).kind) {
      this.forget(connection);
      this.changed.fire(connection);
      return;
    }
    const threadIds = [...groupCrons(this.crons.crons(connection)).keys()].filter((id) => id !== null);
    const unseen = loaded.threads.unseen(threadIds);
    const pinned =
      unseen.length === 0
        ? Promise.resolve()
        : this.crons.server(connection).then((server) => loaded.threads.pin(server, unseen));
    pinned.catch((failure: unknown) => this.note(connection, failure)).finally(() => this.changed.fire(connection));
  }
}

/** What was learnt with another address or key is of no use. */
function keyOf({ id, revision }: Connection): string {
  return `${id} ${revision}`;
}
