import * as vscode from "vscode";
import type { TreeNode } from "../../platform/app/treeNode";
import { withViewProgress } from "../../platform/host/progress";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";
import { localZone } from "../../platform/words/runWords";
import { Arrangements } from "./arrangements";
import { CronTree, type TreeParts } from "./cronTree";
import { spokenAttention } from "./items/attentionWords";
import { nodeId } from "./items/nodeId";
import { RowItems } from "./rowItems";
import { RowPages } from "./rowPages";
import { askSearch, searchMessage } from "./searchDialog";
import { TreeChoices } from "./treeChoices";
import { TreeData } from "./treeData";
import { TreeSearch } from "./treeSearch";
import { isEmptyState, type TreeState } from "./treeState";

/** "in 3 min" must not stay there for an hour. */
const redrawMilliseconds = 60_000;

interface ViewServices {
  readonly view: vscode.TreeView<TreeNode>;
  /** Makes VS Code ask for these rows again; undefined: for all. */
  readonly redraw: (nodes: TreeNode[] | undefined) => void;
  readonly connections: Connections;
  readonly store: ServerStore;
  readonly log: vscode.LogOutputChannel;
  readonly memory: Pick<vscode.Memento, "get" | "update">;
}

/** Fills the view: keeps its rows, message, badge and context keys in step with the known state. */
export class CronTreeView implements vscode.Disposable {
  readonly search: TreeSearch;
  readonly tree: CronTree;
  readonly items: RowItems;
  state: TreeState = "loading";
  private readonly parts: TreeParts;
  private isPinned = false;
  private readonly owned: vscode.Disposable;

  constructor(private readonly services: ViewServices) {
    const { connections, log, memory, redraw, store, view } = services;
    const data = new TreeData(store, log);
    const choices = new TreeChoices(memory);
    this.search = new TreeSearch(store, data);
    const arrangements = new Arrangements(store, this.search, choices, { now: Date.now, zone: localZone });
    this.parts = { connections, data, search: this.search, choices, arrangements, pages: new RowPages() };
    this.tree = new CronTree(this.parts, { redraw, showState: (state) => this.showState(state) });
    this.items = new RowItems(this.parts, store, this.tree);
    const clock = setInterval(() => this.redrawWhileWatched(), redrawMilliseconds);
    this.owned = vscode.Disposable.from(
      data,
      { dispose: () => clearInterval(clock) },
      connections.onDidChange(() => this.follow(connections.all())),
      data.onDidChange(({ connection, crons }) => {
        if (crons === undefined) this.tree.redrawConnection(connection);
        else this.tree.redrawCrons(connection, crons);
        this.showBadge();
      }),
      view.onDidChangeVisibility(() => this.attend()),
      vscode.window.onDidChangeWindowState(() => this.attend()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("langgraphCrons.liveUpdates")) this.attend();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.follow([])),
    );
    this.tellChoices();
    this.showBadge();
    this.attend();
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Requests everything from the servers. A current search is repeated. */
  async refresh(connections: readonly Connection[]): Promise<void> {
    await withViewProgress(() => Promise.all(connections.map((connection) => this.parts.data.reload(connection))));
    if (this.search.text !== undefined) {
      await this.find(this.search.text);
    }
  }

  /** `given`: what to look for, from a keybinding; otherwise the user is asked. */
  async ask(given: string | undefined): Promise<void> {
    const text = typeof given === "string" ? given.trim() : await askSearch(this.search.text);
    if (text === "") this.clearSearch();
    else if (text !== undefined) await this.find(text);
  }

  async find(text: string): Promise<void> {
    await vscode.commands.executeCommand("langgraphCrons.explorer.focus");
    await withViewProgress(() => this.search.search(text, this.services.connections.all()));
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

  /** Threads without crons, in this workspace. */
  showOtherThreads(isShown: boolean): void {
    this.parts.choices.change({ showsOtherThreads: isShown });
    this.tellChoices();
    this.redraw();
  }

  /** Shows more rows in place of the row that was pressed, and goes on there. */
  async loadMore(node: TreeNode): Promise<void> {
    const { data, pages } = this.parts;
    const parent = this.tree.getParent(node);
    if (parent === undefined) return;
    const before = (await this.tree.getChildren(parent)).findIndex(({ kind }) => kind === node.kind);
    if (node.kind === "moreRows") pages.more(nodeId(parent, this.search.isSearching));
    else await withViewProgress(() => data.loadMore(node.connection));
    this.tree.redrawConnection(node.connection);
    const next = (await this.tree.getChildren(parent))[before];
    if (next !== undefined) await this.services.view.reveal(next, { select: true, focus: true });
  }

  /** Selects a cron, even if its thread was not shown yet. */
  async reveal(connection: Connection, cronId: string): Promise<void> {
    const { data } = this.parts;
    this.search.clear();
    await withViewProgress(() => data.showCron(connection, cronId));
    const cron = data.cron(connection, cronId);
    if (cron !== undefined) this.tree.reach(connection, cron);
    this.redraw();
    if (cron !== undefined) {
      await this.services.view.reveal({ kind: "cron", connection, cron }, { select: true, focus: true });
    }
  }

  private follow(connections: readonly Connection[]): void {
    this.parts.data.keepOnly(connections);
    this.redraw();
  }

  private redraw(): void {
    setContext("langgraphCrons.searching", this.search.isSearching);
    this.tree.redraw();
    this.showBadge();
  }

  private tellChoices(): void {
    setContext("langgraphCrons.showsOtherThreads", this.parts.choices.showsOtherThreads);
  }

  /** Chooses the welcome text of an empty tree, which VS Code shows only if there is no message. */
  private showState(state: TreeState): void {
    this.state = state;
    this.services.view.message = isEmptyState(state) ? "" : this.message();
    setContext("langgraphCrons.explorerState", state);
  }

  private message(): string {
    const { failed, isComplete, text } = this.search;
    if (text === undefined) return "";
    return searchMessage(text, { ...this.search.count(this.services.connections.all()), failed, isComplete });
  }

  /** How many crons need attention, of all that are known: asks nothing. */
  private showBadge(): void {
    const { arrangements, connections } = this.parts;
    const count = connections.all().reduce((sum, connection) => sum + arrangements.of(connection).attention, 0);
    const [tooltip = ""] = spokenAttention(count);
    this.services.view.badge = count === 0 ? undefined : { value: count, tooltip };
  }

  private redrawWhileWatched(): void {
    if (this.isLookedAt) this.redraw();
  }

  private get isLookedAt(): boolean {
    return this.services.view.visible && vscode.window.state.focused;
  }

  private attend(): void {
    this.services.store.attend(readSetting("liveUpdates") && (this.isPinned || this.isLookedAt));
  }
}

function setContext(key: string, value: string | boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
