import * as vscode from "vscode";
import type { Assistant, Cron, Run, Thread } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { reportFailure } from "../../platform/app/reportFailure";
import { type Connection, connectionKey } from "../../platform/servers/connections/connection";
import type { ServerChange } from "../../platform/servers/serverRecord";
import type { ServerState } from "../../platform/servers/serverState";
import type { ServerStore } from "../../platform/servers/serverStore";
import { knownByItsCrons, ThreadList, threadPageSize } from "../../platform/servers/threadList";
import { groupCrons } from "./cronGroups";

const shownRuns = 10;

/** What is to be drawn again. */
export interface TreeChange {
  readonly connection: Connection;
  /** Only the rows of these crons and of their threads; undefined: everything. */
  readonly crons: readonly string[] | undefined;
}

/** The part of the store that the tree shows. Data is requested when it is first shown, and then only on a refresh. */
export class TreeData implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeChange>();
  readonly onDidChange = this.changed.event;
  /** Running requests for threads and assistants, by connection. */
  private readonly loading = new Map<string, Promise<void>>();
  private readonly watches = new Map<string, vscode.Disposable>();
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly store: ServerStore,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.listener = store.onDidChange((change) => this.follow(change));
  }

  dispose(): void {
    this.listener.dispose();
    this.keepOnly([]);
    this.changed.dispose();
  }

  /** Asks the server the first time, and waits until there are rows to show; never throws. */
  async load(connection: Connection): Promise<ServerState> {
    const key = connectionKey(connection);
    if (!this.watches.has(key)) this.watches.set(key, this.store.watch(connection, "crons"));
    const state = await this.store.load(connection);
    if (state.kind === "ready" && this.store.snapshot(connection).isComplete) await this.loadThreads(connection);
    return this.store.state(connection);
  }

  /** Requests everything again, with as many threads as were shown before. */
  async reload(connection: Connection): Promise<ServerState> {
    this.store.facts.forget();
    const state = await this.store.refresh(connection);
    if (state.kind === "ready") await this.readThreads(connection);
    this.redraw(connection);
    return this.store.state(connection);
  }

  /** Stops watching other connections than these, for example after one was removed or changed. */
  keepOnly(connections: readonly Connection[]): void {
    const kept = new Set(connections.map(connectionKey));
    for (const [key, watch] of this.watches) {
      if (kept.has(key)) continue;
      watch.dispose();
      this.watches.delete(key);
    }
  }

  state(connection: Connection): ServerState {
    return this.store.state(connection);
  }

  /** When the shown rows were read, in epoch milliseconds; undefined if there are none. */
  asOf(connection: Connection): number | undefined {
    return this.store.snapshot(connection).asOf;
  }

  /** Whether rows that were read before a server problem are still shown. */
  hasRows(connection: Connection): boolean {
    return this.asOf(connection) !== undefined;
  }

  /** Until the threads were read: the first ones that are known from crons. */
  threads(connection: Connection): readonly Thread[] {
    const list = this.store.threads(connection);
    if (list !== undefined) return list.threads;
    const first = this.threadsWithCrons(connection).slice(0, threadPageSize);
    return first.map((id) => this.thread(connection, id) ?? knownByItsCrons(id));
  }

  thread(connection: Connection, id: string): Thread | undefined {
    return this.store.threads(connection)?.get(id) ?? this.store.thread(connection, id);
  }

  hasMoreThreads(connection: Connection): boolean {
    return this.store.threads(connection)?.hasMore ?? false;
  }

  assistants(connection: Connection): readonly Assistant[] {
    return this.store.assistants(connection);
  }

  async loadMore(connection: Connection): Promise<void> {
    const threads = this.store.threads(connection);
    if (threads !== undefined) {
      await threads.load(await this.store.server(connection), threadPageSize);
      this.redraw(connection);
    }
  }

  /** The last runs of a cron, newest first; the list, or the failure to read it, is kept until the next refresh. */
  async runs(connection: Connection, cron: Cron): Promise<readonly Run[]> {
    try {
      return (await this.store.runs(connection, cron))?.runs.slice(0, shownRuns) ?? [];
    } catch (failure) {
      // Not awaited: the tree waits for this function, and must not wait for the user's answer to a message.
      void reportFailure(this.log, cron.cron_id, failure);
      return [];
    }
  }

  /** Adds a cron and its thread to the list, if the server has them. */
  async showCron(connection: Connection, cronId: string): Promise<void> {
    await this.load(connection);
    if (this.store.cron(connection, cronId) === undefined) await this.reload(connection);
    const threadId = this.store.cron(connection, cronId)?.thread_id ?? null;
    if (threadId !== null) {
      await this.store.threads(connection)?.pin(await this.store.server(connection), [threadId]);
    }
  }

  note(connection: Connection, failure: unknown): void {
    this.log.warn(`${connection.url}: ${String(failure)}`);
  }

  private threadsWithCrons(connection: Connection): readonly string[] {
    return [...groupCrons(this.store.crons(connection)).keys()].filter((id) => id !== null);
  }

  /** Once for each connection. */
  private async loadThreads(connection: Connection): Promise<void> {
    if (this.store.threads(connection) === undefined) await this.readThreads(connection);
  }

  private readThreads(connection: Connection): Promise<void> {
    const key = connectionKey(connection);
    const reading =
      this.loading.get(key) ??
      this.askThreads(connection)
        .catch((failure: unknown) => this.note(connection, failure))
        .finally(() => this.loading.delete(key));
    this.loading.set(key, reading);
    return reading;
  }

  private async askThreads(connection: Connection): Promise<void> {
    const server = await this.store.server(connection);
    const before = this.store.threads(connection);
    const known = (id: string) => this.store.thread(connection, id);
    const threads = new ThreadList(this.threadsWithCrons(connection), known);
    const shown = Math.max(before?.threads.length ?? 0, threadPageSize);
    const [assistants] = await Promise.all([
      this.store.facts.assistants(connection).catch((failure: unknown) => this.note(connection, failure)),
      threads.load(server, shown).catch((failure: unknown) => {
        if (!(failure instanceof ServerFailure)) throw failure;
        // Some servers have crons, but don't support searching threads.
        this.note(connection, failure);
        threads.showByCrons();
      }),
    ]);
    this.store.keep(connection, { threadList: threads, ...(assistants === undefined ? {} : { assistants }) });
  }

  /** After a change of a cron: its thread may be one that the tree does not show yet. */
  private follow(change: ServerChange): void {
    const { connection } = change;
    const { isComplete, state } = this.store.snapshot(connection);
    if (state.kind === "connecting") return;
    const threads = this.store.threads(connection);
    const isWatched = this.watches.has(connectionKey(connection));
    const isSame = !change.state && change.added.length === 0 && change.removed.length === 0;
    if (isSame && threads !== undefined) this.changed.fire({ connection, crons: change.changed });
    else if (threads !== undefined) void this.showUnseen(connection, threads);
    else if (isWatched && isComplete && !this.loading.has(connectionKey(connection))) void this.showThreads(connection);
    else this.redraw(connection);
  }

  private redraw(connection: Connection): void {
    this.changed.fire({ connection, crons: undefined });
  }

  private async showThreads(connection: Connection): Promise<void> {
    await this.loadThreads(connection);
    this.redraw(connection);
  }

  private async showUnseen(connection: Connection, threads: ThreadList): Promise<void> {
    const unseen = threads.unseen(this.threadsWithCrons(connection));
    try {
      if (unseen.length > 0) await threads.pin(await this.store.server(connection), unseen);
    } catch (failure) {
      this.note(connection, failure);
    }
    this.redraw(connection);
  }
}
