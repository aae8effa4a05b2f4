import * as vscode from "vscode";
import type { TreeNode } from "../../platform/app/treeNode";
import { withViewProgress } from "../../platform/host/progress";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";
import { CronTree } from "./cronTree";
import { searchMessage } from "./searchDialog";
import { TreeData } from "./treeData";
import type * as treeRows from "./treeRows";
import { TreeSearch } from "./treeSearch";
import { isEmptyState, type TreeState } from "./treeState";

const viewId = "langgraphCrons.explorer";
/** "in 3 min" must not stay there for an hour. */
const redrawMilliseconds = 60_000;

/** The view of the tree: keeps its rows, message and context keys in step with the known state. */
export class CronTreeView implements vscode.Disposable {
  readonly search: TreeSearch;
  private readonly data: TreeData;
  readonly tree: CronTree;
  state: TreeState = "loading";
  private isPinned = false;
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly owned: vscode.Disposable;

  constructor(
    private readonly connections: Connections,
    private readonly store: ServerStore,
    log: vscode.LogOutputChannel,
    rows: () => Promise<typeof treeRows>,
  ) {
    this.data = new TreeData(store, log);
    this.search = new TreeSearch(store, this.data);
    this.tree = new CronTree(connections, store, this.data, this.search, (state) => this.showState(state), rows);
    this.view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this.tree,
      canSelectMany: true,
      showCollapseAll: true,
    });
    const clock = setInterval(() => this.redrawWhileWatched(), redrawMilliseconds);
    this.owned = vscode.Disposable.from(
      this.view,
      this.tree,
      this.data,
      { dispose: () => clearInterval(clock) },
      connections.onDidChange(() => this.follow(connections.all())),
      this.data.onDidChange(({ connection, crons }) => {
        if (crons === undefined || this.search.text !== undefined) this.redraw();
        else this.tree.redrawCrons(connection, crons);
      }),
      this.view.onDidChangeVisibility(() => this.attend()),
      vscode.window.onDidChangeWindowState(() => this.attend()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("langgraphCrons.liveUpdates")) this.attend();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.follow([])),
    );
    this.redraw();
    this.attend();
  }

  get selection(): readonly TreeNode[] {
    return this.view.selection;
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Requests everything from the servers. A current search is repeated. */
  async refresh(connections: readonly Connection[]): Promise<void> {
    await withViewProgress(() => Promise.all(connections.map((connection) => this.data.reload(connection))));
    if (this.search.text !== undefined) {
      await this.find(this.search.text);
    }
  }

  async find(text: string): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
    await withViewProgress(() => this.search.search(text, this.connections.all()));
    this.redraw();
  }

  clearSearch(): void {
    this.search.clear();
    this.redraw();
  }

  /** Live updates go on while nobody looks, until this is taken back or the window is closed. */
  keepWatching(isPinned: boolean): void {
    this.isPinned = isPinned;
    setContext("langgraphCrons.keepsWatching", isPinned);
    this.attend();
  }

  loadMore(connection: Connection): Promise<void> {
    return withViewProgress(() => this.data.loadMore(connection));
  }

  /** Selects a cron, even if its thread was not shown yet. */
  async reveal(connection: Connection, cronId: string): Promise<void> {
    this.clearSearch();
    await withViewProgress(() => this.data.showCron(connection, cronId));
    const cron = this.store.cron(connection, cronId);
    if (cron !== undefined) {
      this.redraw();
      await this.view.reveal({ kind: "cron", connection, cron }, { select: true, focus: true });
    }
  }

  private follow(connections: readonly Connection[]): void {
    this.data.keepOnly(connections);
    this.redraw();
  }

  private redraw(): void {
    setContext("langgraphCrons.hasConnection", this.connections.all().length > 0);
    setContext("langgraphCrons.searching", this.search.text !== undefined);
    this.tree.redraw();
  }

  /** Chooses the welcome text of an empty tree, which VS Code shows only if there is no message. */
  private showState(state: TreeState): void {
    this.state = state;
    this.view.message = isEmptyState(state) ? "" : this.message();
    setContext("langgraphCrons.explorerState", state);
  }

  private message(): string {
    const { failed, isComplete, text } = this.search;
    if (text === undefined) return "";
    return searchMessage(text, { ...this.search.count(this.connections.all()), failed, isComplete });
  }

  private redrawWhileWatched(): void {
    if (this.isLookedAt) this.tree.redraw();
  }

  private get isLookedAt(): boolean {
    return this.view.visible && vscode.window.state.focused;
  }

  private attend(): void {
    this.store.attend(readSetting("liveUpdates") && (this.isPinned || this.isLookedAt));
  }
}

function setContext(key: string, value: string | boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
