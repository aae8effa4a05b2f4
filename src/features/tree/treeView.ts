import * as vscode from "vscode";
import type { TreeNode } from "../../platform/app/treeNode";
import { withViewProgress } from "../../platform/host/progress";
import { readSetting } from "../../platform/host/settings";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";
import { assistantName } from "../../platform/words/assistantName";
import { localZone } from "../../platform/words/runWords";
import { isFiltering, noFilters } from "./arrange/cronFilters";
import type { Grouping } from "./arrange/grouping";
import { Arrangements } from "./arrangements";
import { CronTree } from "./cronTree";
import { askFilters } from "./filterDialog";
import { askGrouping } from "./groupDialog";
import { attentionBadges } from "./items/attentionBadges";
import { spokenAttention } from "./items/attentionWords";
import { nodeId } from "./items/nodeId";
import { RowItems } from "./rowItems";
import { RowPages } from "./rowPages";
import { askSearch } from "./searchDialog";
import { TreeChoices } from "./treeChoices";
import { TreeData } from "./treeData";
import { treeMessage } from "./treeMessage";
import type { TreeParts } from "./treeParts";
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
      vscode.window.registerFileDecorationProvider(attentionBadges),
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
    // Before the search: while it runs, the user may have gone elsewhere.
    await vscode.commands.executeCommand("langgraphCrons.explorer.focus");
    if (typeof given === "string") return this.findOrClear(given.trim());
    const before = this.search.now;
    const text = await askSearch(before?.text, (typed) => void this.preview(typed));
    if (text !== undefined) return this.findOrClear(text);
    this.search.restore(before);
    this.redraw();
  }

  async find(text: string): Promise<void> {
    await withViewProgress(() => this.search.search(text, this.services.connections.all()));
    this.redraw();
  }

  clearSearch(): void {
    this.search.clear();
    this.redraw();
  }

  /** undefined: the user is asked. */
  async group(grouping: Grouping | undefined): Promise<void> {
    const chosen = grouping ?? (await askGrouping(this.parts.choices.grouping));
    if (chosen !== undefined) this.choose({ grouping: chosen });
  }

  async filter(): Promise<void> {
    const { arrangements, choices, connections, data } = this.parts;
    await vscode.commands.executeCommand("langgraphCrons.explorer.focus");
    await withViewProgress(() => Promise.all(connections.all().map((connection) => data.load(connection))));
    const facts = connections.all().flatMap((connection) => arrangements.facts(connection));
    const filters = await askFilters(facts, choices.filters, (id) => this.assistantName(id));
    if (filters !== undefined) this.choose({ filters });
  }

  clearFilters(): void {
    this.choose({ filters: noFilters });
  }

  /** Live updates go on while nobody looks, until this is taken back or the window is closed. */
  keepWatching(isPinned: boolean): void {
    this.isPinned = isPinned;
    setContext("langgraphCrons.keepsWatching", isPinned);
    this.attend();
  }

  /** Threads without crons, in this workspace. */
  showOtherThreads(isShown: boolean): void {
    this.choose({ showsOtherThreads: isShown });
  }

  /** Shows more rows in place of the row that was pressed, and goes on there. */
  async loadMore(node: TreeNode): Promise<void> {
    const { data, pages } = this.parts;
    const parent = this.tree.getParent(node);
    if (parent === undefined) return;
    const before = (await this.tree.rowsBelow(parent)).findIndex(({ kind }) => kind === node.kind);
    if (node.kind === "moreRows") pages.more(nodeId(parent, this.search.isSearching));
    else await withViewProgress(() => data.loadMore(node.connection));
    this.tree.redrawConnection(node.connection);
    const next = (await this.tree.rowsBelow(parent))[before];
    if (next !== undefined) await this.services.view.reveal(next, { select: true, focus: true });
  }

  /** Selects a cron, even if its thread was not shown yet. */
  async reveal(connection: Connection, cronId: string): Promise<void> {
    const { arrangements, data } = this.parts;
    this.search.clear();
    await withViewProgress(() => data.showCron(connection, cronId));
    const cron = data.cron(connection, cronId);
    arrangements.forget();
    if (cron !== undefined && !arrangements.of(connection).places.has(cronId)) this.clearFilters();
    if (cron !== undefined) this.tree.reach(connection, cron);
    this.redraw();
    if (cron !== undefined) {
      await this.services.view.reveal({ kind: "cron", connection, cron }, { select: true, focus: true });
    }
  }

  private findOrClear(text: string): Promise<void> | void {
    return text === "" ? this.clearSearch() : this.find(text);
  }

  private async preview(text: string): Promise<void> {
    if (await this.search.preview(text, this.services.connections.all())) this.redraw();
  }

  private choose(change: Parameters<TreeChoices["change"]>[0]): void {
    this.parts.choices.change(change);
    this.parts.pages.clear();
    this.tellChoices();
    this.redraw();
  }

  private assistantName(id: string): string {
    const { connections, data } = this.parts;
    const all = connections.all().flatMap((connection) => data.assistants(connection));
    return assistantName(all, id);
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
    const { filters, grouping, showsOtherThreads } = this.parts.choices;
    setContext("langgraphCrons.showsOtherThreads", showsOtherThreads);
    setContext("langgraphCrons.grouping", grouping);
    setContext("langgraphCrons.filtering", isFiltering(filters));
  }

  /** Chooses the welcome text of an empty tree, which VS Code shows only if there is no message. */
  private showState(state: TreeState): void {
    this.state = state;
    this.services.view.message = isEmptyState(state) ? "" : treeMessage(this.parts, (id) => this.assistantName(id));
    setContext("langgraphCrons.explorerState", state);
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
