import * as vscode from "vscode";
import type { TreeNode } from "../../platform/app/treeNode";
import { lazily } from "../../platform/host/lazily";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { TreeState } from "./treeState";
import type { CronTreeView } from "./treeView";

const viewId = "langgraphCrons.explorer";

interface DoorServices {
  readonly log: vscode.LogOutputChannel;
  /** Of the workspace. */
  readonly memory: Pick<vscode.Memento, "get" | "update">;
}

/** The view as VS Code knows it. What fills it is loaded with the first row, or when a server is known. */
export class TreeDoor implements vscode.Disposable {
  readonly tree: vscode.TreeDataProvider<TreeNode>;
  readonly open: () => Promise<CronTreeView>;
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly owned: vscode.Disposable[];
  private opened: CronTreeView | undefined;
  /** Rows are selected for a command. */
  private isSelecting = false;

  constructor(
    { log, memory }: DoorServices,
    connections: Connections,
    store: ServerStore,
    load: () => Promise<typeof CronTreeView>,
  ) {
    const changed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
    const redraw = (nodes: TreeNode[] | undefined) => changed.fire(nodes);
    this.open = lazily(async () => {
      const View = await load();
      const { view } = this;
      this.opened = new View({ view, redraw, connections, store, log, memory });
      this.owned.push(this.opened);
      return this.opened;
    });
    this.tree = {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => (await this.open()).tree.getChildren(node),
      getParent: async (node) => (await this.open()).tree.getParent(node),
      getTreeItem: async (node) => (await this.open()).items.of(node),
      resolveTreeItem: async (item, node) => (await this.open()).items.resolve(item, node),
    };
    this.view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this.tree,
      canSelectMany: true,
      showCollapseAll: true,
    });
    const tellConnections = () =>
      vscode.commands.executeCommand("setContext", "langgraphCrons.hasConnection", connections.all().length > 0);
    // Its badge tells of a server that something else has asked.
    const known = store.onDidChange(() => {
      this.open().catch((failure: unknown) => log.error(`Loading the tree: ${String(failure)}`));
    });
    this.owned = [this.view, changed, known, connections.onDidChange(tellConnections)];
    void tellConnections();
  }

  /** Which welcome text an empty tree shows. */
  get state(): TreeState {
    return this.opened?.state ?? "loading";
  }

  get selection(): readonly TreeNode[] {
    return this.view.selection;
  }

  /**
   * Lets a command act on the selected rows or, if there are none, on the one with the focus, of which VS Code tells only
   * after it was selected. It then also does what a click does, but a page that opens would take the focus from a question.
   */
  async actOnSelected(act: (rows: readonly TreeNode[]) => Promise<void>): Promise<void> {
    this.isSelecting = true;
    try {
      // Arrow keys move only the focus, but the row that is acted on must be the one that looks selected.
      if (this.selection.length <= 1) await vscode.commands.executeCommand("list.select");
      await act(this.selection);
    } finally {
      this.isSelecting = false;
    }
  }

  /** What a click on a row does. */
  async press(act: () => Promise<void>): Promise<void> {
    if (!this.isSelecting) await act();
  }

  dispose(): void {
    vscode.Disposable.from(...this.owned).dispose();
  }
}
