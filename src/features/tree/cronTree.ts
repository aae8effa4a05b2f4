import type { Cron, Thread } from "../../core/server/cron";
import type { TreeNode } from "../../platform/app/treeNode";
import type { Connection } from "../../platform/servers/connections/connection";
import { knownByItsCrons } from "../../platform/servers/threadList";
import { isFiltering } from "./arrange/cronFilters";
import type { RedrawnRow } from "./arrange/redrawnRows";
import { nodeId } from "./items/nodeId";
import { shownState } from "./shownState";
import type { TreeParts } from "./treeParts";
import { isEmptyState, type TreeState } from "./treeState";

interface TreePorts {
  readonly showState: (state: TreeState) => void;
  /** Makes VS Code ask for these rows again; undefined: for all. */
  readonly redraw: (nodes: TreeNode[] | undefined) => void;
}

/** Which rows stand below which. Only opening a connection or a cron asks a server. */
export class CronTree {
  /** The nodes that VS Code has, by id: it finds a row only by the same object. */
  private readonly given = new Map<string, TreeNode>();
  private state: TreeState | undefined;

  constructor(
    private readonly parts: TreeParts,
    private readonly ports: TreePorts,
  ) {}

  /** Redraws everything; asks nothing. */
  redraw(): void {
    this.given.clear();
    this.parts.arrangements.forget();
    this.ports.redraw(undefined);
  }

  /** Redraws the rows of one connection; asks nothing. */
  redrawConnection(connection: Connection): void {
    this.parts.arrangements.forget(connection);
    const wasEmpty = this.state === undefined || isEmptyState(this.state);
    const isEmpty = isEmptyState(this.showState());
    // Of a tree without rows VS Code knows no row to draw again.
    if (wasEmpty || isEmpty) this.redraw();
    else this.redrawNodes([{ kind: "connection", connection }]);
  }

  /** Redraws only what these crons have changed. */
  redrawCrons(connection: Connection, ids: readonly string[]): void {
    const rows = this.parts.arrangements.follow(connection, ids) ?? [];
    if (rows.length === 0) return;
    this.showState();
    this.redrawNodes(rows.map((row) => this.nodeOf(connection, row)));
  }

  /** For VS Code, whose rows are then drawn again by these objects. */
  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const children = await this.rowsBelow(node);
    return children.map((child) => {
      this.given.set(this.id(child), child);
      return child;
    });
  }

  async rowsBelow(node: TreeNode | undefined): Promise<readonly TreeNode[]> {
    switch (node?.kind) {
      case undefined:
        return this.roots();
      case "connection":
        return this.inConnection(node.connection);
      case "thread":
      case "group":
        return this.paged(node, this.cronRows(node));
      case "otherThreads":
        return this.inOtherThreads(node);
      case "assistants":
        return this.parts.data
          .assistants(node.connection)
          .map((assistant) => ({ kind: "assistant", connection: node.connection, assistant }));
      case "cron":
        return this.parts.data.runNodes(node.connection, node.cron);
      default:
        return [];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    const { connection } = node;
    switch (node.kind) {
      case "connection":
        return undefined;
      case "cron": {
        const group = this.parts.arrangements.of(connection).places.get(node.cron.cron_id)?.group;
        return group === undefined ? { kind: "connection", connection } : this.groupNode(connection, group);
      }
      case "run":
      case "seenRun":
      case "seenOnly":
        return cronNode(connection, node.cron);
      case "assistant":
        return { kind: "assistants", connection };
      case "moreRows":
        return node.of;
      case "loadMore":
        return { kind: "otherThreads", connection };
      case "thread":
        return this.isOther(node) ? { kind: "otherThreads", connection } : { kind: "connection", connection };
      default:
        return { kind: "connection", connection };
    }
  }

  /** Makes sure that the page with a cron is shown. */
  reach(connection: Connection, cron: Cron): void {
    const parent = this.getParent(cronNode(connection, cron)) ?? { kind: "connection", connection };
    const index = this.cronRows(parent).findIndex((row) => row.kind === "cron" && row.cron.cron_id === cron.cron_id);
    this.parts.pages.reach(this.id(parent), index);
  }

  /** A thread as it was read last. */
  thread(connection: Connection, id: string): Thread {
    const { data, search } = this.parts;
    return data.thread(connection, id) ?? search.thread(connection, id) ?? knownByItsCrons(id);
  }

  private async roots(): Promise<readonly TreeNode[]> {
    const all = this.parts.connections.all();
    const [only] = all;
    if (only !== undefined && all.length === 1) {
      await this.parts.data.load(only);
    }
    return isEmptyState(this.showState())
      ? []
      : this.chosenFirst(all).map((connection) => ({ kind: "connection", connection }));
  }

  private showState(): TreeState {
    this.state = shownState(this.parts);
    this.ports.showState(this.state);
    return this.state;
  }

  /** The chosen connection must not be hidden below the crons of another server. */
  private chosenFirst(all: readonly Connection[]): readonly Connection[] {
    const chosen = this.parts.connections.chosen()?.id;
    return [...all.filter(({ id }) => id === chosen), ...all.filter(({ id }) => id !== chosen)];
  }

  private async inConnection(connection: Connection): Promise<readonly TreeNode[]> {
    const { choices, data, search } = this.parts;
    const node: TreeNode = { kind: "connection", connection };
    const state = await data.load(connection);
    if (state.kind !== "ready" && !data.hasRows(connection)) return [];
    const crons = this.paged(node, this.cronRows(node));
    if (isFiltering(choices.filters)) return crons;
    if (search.isSearching) {
      const threads = search
        .otherThreadIds(connection)
        .map((id) => threadNode(connection, this.thread(connection, id)));
      return [...crons, ...threads];
    }
    const hasOthers = data.otherThreads(connection).length > 0 || data.hasMoreThreads(connection);
    return [
      ...crons,
      { kind: "assistants", connection },
      ...(choices.showsOtherThreads && hasOthers ? [{ kind: "otherThreads", connection } as const] : []),
    ];
  }

  /** Crons, and groups of crons, below a connection or a group. */
  private cronRows(parent: TreeNode): readonly TreeNode[] {
    const { connection } = parent;
    const { entries, groups } = this.parts.arrangements.of(connection);
    if (parent.kind === "connection") {
      return entries.map((entry) =>
        entry.kind === "cron" ? cronNode(connection, entry.cron) : this.groupNode(connection, entry.group.key),
      );
    }
    const group = groups.get(keyOf(parent) ?? "");
    return (group?.crons ?? []).map((cron) => cronNode(connection, cron));
  }

  private inOtherThreads(node: TreeNode): readonly TreeNode[] {
    const { connection } = node;
    const threads = this.parts.data.otherThreads(connection).map((thread) => threadNode(connection, thread));
    const rows = this.paged(node, threads);
    const isAll = rows.length === threads.length;
    return isAll && this.parts.data.hasMoreThreads(connection) ? [...rows, { kind: "loadMore", connection }] : rows;
  }

  private isOther({ connection, thread }: Extract<TreeNode, { readonly kind: "thread" }>): boolean {
    return !this.parts.search.isSearching && !this.parts.arrangements.of(connection).groups.has(thread.thread_id);
  }

  private paged(parent: TreeNode, rows: readonly TreeNode[]): readonly TreeNode[] {
    const shown = this.parts.pages.shown(this.id(parent));
    const left = rows.length - shown;
    if (left <= 0) return rows;
    return [...rows.slice(0, shown), { kind: "moreRows", connection: parent.connection, of: parent, shown, left }];
  }

  private groupNode(connection: Connection, key: string): TreeNode {
    const { grouping } = this.parts.choices;
    if (grouping === "thread") return threadNode(connection, this.thread(connection, key));
    return { kind: "group", connection, grouping, key };
  }

  private nodeOf(connection: Connection, row: RedrawnRow): TreeNode | undefined {
    switch (row.kind) {
      case "connection":
        return { kind: "connection", connection };
      case "group":
        return this.groupNode(connection, row.key);
      case "cron": {
        const cron = this.parts.data.cron(connection, row.cronId);
        return cron && cronNode(connection, cron);
      }
    }
  }

  /** Only those that VS Code has, by the objects that it has. */
  private redrawNodes(nodes: readonly (TreeNode | undefined)[]): void {
    const known = nodes.map((node) => node && this.given.get(this.id(node))).filter((node) => node !== undefined);
    if (known.length > 0) this.ports.redraw(known);
  }

  private id(node: TreeNode): string {
    return nodeId(node, this.parts.search.isSearching);
  }
}

function cronNode(connection: Connection, cron: Cron): TreeNode {
  return { kind: "cron", connection, cron };
}

function threadNode(connection: Connection, thread: Thread): TreeNode {
  return { kind: "thread", connection, thread };
}

/** What its crons have in common. */
function keyOf(node: TreeNode): string | undefined {
  if (node.kind === "thread") return node.thread.thread_id;
  return node.kind === "group" ? node.key : undefined;
}
