import * as vscode from "vscode";
import type { Cron, Thread } from "../../core/server/cron";
import type { CommandId } from "../../platform/app/editorCommands";
import type { TreeNode } from "../../platform/app/treeNode";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";
import { knownByItsCrons } from "../../platform/servers/threadList";
import { groupCrons } from "./cronGroups";
import { nodeId } from "./items/nodeId";
import type { TreeData } from "./treeData";
import type * as treeRows from "./treeRows";
import type { TreeSearch } from "./treeSearch";
import { isEmptyState, type TreeState, treeState } from "./treeState";

/** What a click or Enter on a row does. */
const pressed: Readonly<Partial<Record<TreeNode["kind"], CommandId>>> = {
  run: "langgraphCrons.run.open",
  loadMore: "langgraphCrons.explorer.loadMore",
};

type CronNode = Extract<TreeNode, { readonly kind: "cron" }>;

/** Connection > thread > cron > run. Draws what `TreeData` knows; only opening a connection or a cron asks a server. */
export class CronTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** The nodes that VS Code has, by id: it finds a row only by the same object. */
  private readonly given = new Map<string, TreeNode>();

  constructor(
    private readonly connections: Connections,
    private readonly store: ServerStore,
    private readonly data: TreeData,
    private readonly search: TreeSearch,
    private readonly showState: (state: TreeState) => void,
    /** Draws the rows. */
    private readonly rows: () => Promise<typeof treeRows>,
  ) {}

  dispose(): void {
    this.changed.dispose();
  }

  /** Redraws everything; asks nothing. */
  redraw(): void {
    this.given.clear();
    this.changed.fire(undefined);
  }

  /** Redraws only the rows of these crons, each with its thread. */
  redrawCrons(connection: Connection, ids: readonly string[]): void {
    const rows = new Map<string, TreeNode>();
    for (const id of ids) {
      const cron = this.store.cron(connection, id);
      const row = cron && this.given.get(nodeId(this.rowOf(cronNode(connection, cron)), false));
      if (row !== undefined) rows.set(nodeId(row, false), row);
    }
    if (rows.size > 0) this.changed.fire([...rows.values()]);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const children = await this.childrenOf(node);
    for (const child of children) this.given.set(nodeId(child, false), child);
    return children;
  }

  private async childrenOf(node: TreeNode | undefined): Promise<TreeNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.roots();
      case "connection":
        return this.inConnection(node.connection);
      case "thread":
        return this.cronsOf(node.connection, node.thread.thread_id).map((cron) => cronNode(node.connection, cron));
      case "threadlessCrons":
        return this.cronsOf(node.connection, null).map((cron) => cronNode(node.connection, cron));
      case "assistants":
        return this.data
          .assistants(node.connection)
          .map((assistant) => ({ kind: "assistant", connection: node.connection, assistant }));
      case "cron":
        return this.runsOf(node);
      default:
        return [];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const { connection } = node;
    switch (node.kind) {
      case "connection":
        return undefined;
      case "cron":
        return node.cron.thread_id === null
          ? { kind: "threadlessCrons", connection }
          : { kind: "thread", connection, thread: this.thread(connection, node.cron.thread_id) };
      case "run":
        return cronNode(connection, node.cron);
      case "assistant":
        return { kind: "assistants", connection };
      default:
        return { kind: "connection", connection };
    }
  }

  async getTreeItem(node: TreeNode): Promise<vscode.TreeItem> {
    const item = await this.draw(node);
    item.id = nodeId(node, this.isSearching);
    const command = pressed[node.kind];
    if (command !== undefined) item.command = { command, title: String(item.label), arguments: [node] };
    return item;
  }

  /** Slow parts are computed when the user points at the item. */
  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    if (node.kind === "cron") {
      const { connection, cron } = this.current(node);
      const facts = await this.cronFacts({ kind: "cron", connection, cron });
      const assistant = this.data.assistants(connection).find(({ assistant_id }) => assistant_id === cron.assistant_id);
      const { cronTooltip } = await this.rows();
      item.tooltip = cronTooltip(cron, facts, assistant);
    }
    return item;
  }

  /** The row that has a cron's state: its thread shows it, too, and draws those below anew. */
  private rowOf(node: CronNode): TreeNode {
    return node.cron.thread_id === null ? node : (this.getParent(node) ?? node);
  }

  private get isSearching(): boolean {
    return this.search.text !== undefined;
  }

  private async roots(): Promise<TreeNode[]> {
    const all = this.connections.all();
    const [only] = all;
    if (only !== undefined && all.length === 1) {
      await this.data.load(only);
    }
    const state = this.currentState(all);
    this.showState(state);
    return isEmptyState(state) ? [] : this.chosenFirst(all).map((connection) => ({ kind: "connection", connection }));
  }

  /** The chosen connection must not be hidden below the threads of another server. */
  private chosenFirst(all: readonly Connection[]): readonly Connection[] {
    const chosen = this.connections.chosen()?.id;
    return [...all.filter(({ id }) => id === chosen), ...all.filter(({ id }) => id !== chosen)];
  }

  private currentState(all: readonly Connection[]): TreeState {
    const { threads, crons } = this.search.count(all);
    return treeState({
      trusted: vscode.workspace.isTrusted,
      servers: all.map((connection) => this.data.state(connection)),
      empty: all.every((connection) => this.data.threads(connection).length === 0 && !this.hasCrons(connection)),
      hits: this.isSearching && this.search.failed.length === 0 ? threads + crons : undefined,
      hasRows: all.some((connection) => this.data.hasRows(connection)),
    });
  }

  private hasCrons(connection: Connection): boolean {
    return this.store.crons(connection).length > 0;
  }

  private async inConnection(connection: Connection): Promise<TreeNode[]> {
    const state = await this.data.load(connection);
    if (state.kind !== "ready" && !this.data.hasRows(connection)) {
      return [];
    }
    const threads = this.threadsOf(connection).map((thread): TreeNode => ({ kind: "thread", connection, thread }));
    return [
      ...(this.isSearching ? [] : [{ kind: "assistants", connection } as const]),
      ...(this.cronsOf(connection, null).length === 0 ? [] : [{ kind: "threadlessCrons", connection } as const]),
      ...threads,
      ...(!this.isSearching && this.data.hasMoreThreads(connection) ? [{ kind: "loadMore", connection } as const] : []),
    ];
  }

  /** During a search: the threads that match, and those of matching crons. */
  private threadsOf(connection: Connection): readonly Thread[] {
    if (!this.isSearching) {
      return this.data.threads(connection);
    }
    const cronThreads = [...groupCrons(this.search.crons(connection)).keys()].filter((id) => id !== null);
    const ids = new Set([...this.search.threadIds(connection), ...cronThreads]);
    return [...ids].map((id) => this.thread(connection, id));
  }

  /** During a search: all crons of a matching thread; for other threads only the crons that match. */
  private cronsOf(connection: Connection, threadId: string | null): readonly Cron[] {
    const all = groupCrons(this.store.crons(connection)).get(threadId) ?? [];
    if (!this.isSearching) {
      return all;
    }
    if (threadId !== null && this.search.threadIds(connection).has(threadId)) return all;
    return groupCrons(this.search.crons(connection)).get(threadId) ?? [];
  }

  private thread(connection: Connection, id: string): Thread {
    return this.data.thread(connection, id) ?? this.search.thread(connection, id) ?? knownByItsCrons(id);
  }

  /** A row that is drawn alone still has the cron of when it was made. */
  private current({ connection, cron }: CronNode): CronNode {
    return cronNode(connection, this.store.cron(connection, cron.cron_id) ?? cron);
  }

  private async runsOf({ connection, cron }: CronNode): Promise<TreeNode[]> {
    const runs = await this.data.runs(connection, cron);
    const { toldRuns } = await this.rows();
    return toldRuns(this.store, connection, cron, runs).map((told) => ({
      kind: "run",
      connection,
      cron,
      run: told.run,
      told,
    }));
  }

  private async draw(node: TreeNode): Promise<vscode.TreeItem> {
    const open = this.isSearching;
    const rows = await this.rows();
    switch (node.kind) {
      case "connection":
        return rows.connectionItem(node.connection, this.connectionFacts(node.connection));
      case "thread":
        return rows.threadItem(
          this.thread(node.connection, node.thread.thread_id),
          this.cronsOf(node.connection, node.thread.thread_id).length,
          open,
        );
      case "threadlessCrons":
        return rows.threadlessItem(this.cronsOf(node.connection, null).length, open);
      case "assistants":
        return rows.assistantsItem();
      case "assistant":
        return rows.assistantItem(node.assistant);
      case "cron": {
        const now = this.current(node);
        return rows.cronItem(now.cron, await this.cronFacts(now));
      }
      case "run":
        return rows.runItem(node.told, Date.now());
      case "loadMore":
        return rows.loadMoreItem();
    }
  }

  private connectionFacts(connection: Connection) {
    const chosen = this.connections.chosen()?.id === connection.id;
    const open = chosen || this.isSearching || this.connections.all().length === 1;
    const asOf = this.data.asOf(connection);
    return { state: this.data.state(connection), chosen, open, asOf, now: Date.now() };
  }

  private async cronFacts({ connection, cron }: CronNode) {
    const { dialect } = connection;
    const health = this.store.health(connection, cron);
    const { cronWords } = await this.rows();
    return { words: await cronWords(cron, dialect), dialect, health, now: Date.now() };
  }
}

function cronNode(connection: Connection, cron: Cron): CronNode {
  return { kind: "cron", connection, cron };
}
