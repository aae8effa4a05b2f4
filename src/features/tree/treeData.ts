import * as vscode from "vscode";
import { deletesRuns } from "../../core/known/keptRuns";
import { largestPage } from "../../core/server/agentServer";
import type { Assistant, Cron, Thread } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { reportFailure } from "../../platform/app/reportFailure";
import type { TreeNode } from "../../platform/app/treeNode";
import { type Connection, connectionKey } from "../../platform/servers/connections/connection";
import { leftThreads } from "../../platform/servers/leftThreads";
import type { ServerChange } from "../../platform/servers/serverRecord";
import type { ServerState } from "../../platform/servers/serverState";
import type { ServerStore } from "../../platform/servers/serverStore";
import { SharedRead } from "../../platform/servers/sharedRead";
import { ThreadList, threadPageSize } from "../../platform/servers/threadList";
import { runNode, seenNodes, toldRuns } from "./toldRuns";

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
  /** The reads of threads and assistants, by connection. */
  private readonly reads = new Map<string, SharedRead<void>>();
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
    const state = await this.store.reload(connection);
    if (state.kind === "ready") await this.threadReads(connection).again();
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
      this.reads.delete(key);
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

  /** The known threads without crons, in the server's order; not those that the runs of crons have left. */
  otherThreads(connection: Connection): readonly Thread[] {
    return (this.store.threads(connection)?.threads ?? []).filter(this.isOther(connection));
  }

  cron(connection: Connection, id: string): Cron | undefined {
    return this.store.cron(connection, id);
  }

  thread(connection: Connection, id: string): Thread | undefined {
    return this.store.threads(connection)?.get(id) ?? this.store.thread(connection, id);
  }

  /** All threads that are known: those of crons, too. */
  knownThreads(connection: Connection): readonly Thread[] {
    const ofCrons = this.store.crons(connection).flatMap(({ thread_id }) => (thread_id === null ? [] : [thread_id]));
    const known = [...new Set(ofCrons)]
      .map((id) => this.thread(connection, id))
      .filter((thread) => thread !== undefined);
    return [...known, ...this.otherThreads(connection)];
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
      await threads.loadMore(await this.store.server(connection), this.isOther(connection));
      this.redraw(connection);
    }
  }

  /** The last runs of a cron, newest first; the list, or the failure to read it, is kept until the next refresh. */
  async runNodes(connection: Connection, cron: Cron): Promise<TreeNode[]> {
    try {
      const runs = (await this.store.runs(connection, cron))?.runs.slice(0, shownRuns) ?? [];
      if (deletesRuns(cron)) return seenNodes(this.store, connection, cron, shownRuns);
      return toldRuns(this.store, connection, cron, runs).map((told) => runNode(connection, cron, told));
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
    await this.readUnknown(connection, [cronId]);
  }

  note(connection: Connection, failure: unknown): void {
    this.log.warn(`${connection.url}: ${String(failure)}`);
  }

  private isOther(connection: Connection): (thread: Thread) => boolean {
    const crons = this.store.crons(connection);
    const isLeft = leftThreads(crons, connection.dialect);
    const own = crons.filter(({ thread_id }) => thread_id === null);
    const ids = new Set([
      ...crons.map(({ thread_id }) => thread_id),
      ...own.flatMap((cron) => this.store.knownRuns(connection, cron)?.runs.map(({ thread_id }) => thread_id) ?? []),
    ]);
    return (thread) => !ids.has(thread.thread_id) && !isLeft(thread);
  }

  /** Once for each connection. */
  private async loadThreads(connection: Connection): Promise<void> {
    if (this.store.threads(connection) === undefined) await this.threadReads(connection).join();
  }

  private threadReads(connection: Connection): SharedRead<void> {
    const key = connectionKey(connection);
    const reads =
      this.reads.get(key) ??
      new SharedRead(() => this.askThreads(connection).catch((failure: unknown) => this.note(connection, failure)));
    this.reads.set(key, reads);
    return reads;
  }

  private async askThreads(connection: Connection): Promise<void> {
    const server = await this.store.server(connection);
    const before = this.store.threads(connection);
    const threads = new ThreadList((id) => this.store.thread(connection, id));
    const shown = Math.max(before?.threads.length ?? 0, threadPageSize);
    const [assistants] = await Promise.all([
      this.store.facts.assistants(connection).catch((failure: unknown) => this.note(connection, failure)),
      threads.load(server, shown).catch((failure: unknown) => {
        if (!(failure instanceof ServerFailure)) throw failure;
        // Some servers have crons, but don't support searching threads.
        this.note(connection, failure);
        threads.close();
      }),
    ]);
    this.store.keep(connection, { threadList: threads, ...(assistants === undefined ? {} : { assistants }) });
  }

  /** After a change of crons: the thread of a new one may not be known yet. */
  private follow(change: ServerChange): void {
    const { added, connection } = change;
    const { isComplete, state } = this.store.snapshot(connection);
    if (state.kind === "connecting") return;
    const isShown = this.store.threads(connection) !== undefined;
    const isWatched = this.watches.has(connectionKey(connection));
    const isSame = !change.state && added.length === 0 && change.removed.length === 0;
    if (isSame && isShown) this.changed.fire({ connection, crons: change.changed });
    else if (isShown) void this.readUnknown(connection, added).finally(() => this.redraw(connection));
    else if (isWatched && isComplete && !this.threadReads(connection).isUnderWay) void this.showThreads(connection);
    else this.redraw(connection);
  }

  private redraw(connection: Connection): void {
    this.changed.fire({ connection, crons: undefined });
  }

  private async showThreads(connection: Connection): Promise<void> {
    await this.loadThreads(connection);
    this.redraw(connection);
  }

  /** Asks for those threads of these crons that are not known; the store keeps them. */
  private async readUnknown(connection: Connection, cronIds: readonly string[]): Promise<void> {
    const ids = cronIds
      .map((id) => this.store.cron(connection, id)?.thread_id ?? null)
      .filter((id) => id !== null && this.thread(connection, id) === undefined);
    const unknown = [...new Set(ids)].filter((id) => id !== null).slice(0, largestPage);
    try {
      if (unknown.length === 0) return;
      const server = await this.store.server(connection);
      await server.searchThreads({ ids: unknown, limit: unknown.length, offset: 0 });
    } catch (failure) {
      this.note(connection, failure);
    }
  }
}
