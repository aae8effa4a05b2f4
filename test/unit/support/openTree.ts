import type * as vscode from "vscode";
import { CronTreeView } from "../../../src/features/tree/treeView";
import type { TreeNode } from "../../../src/platform/app/treeNode";
import type { MemoryServer } from "./memoryServer";
import { createServers } from "./memoryServers";
import { stubState } from "./vscode";
import { window } from "./vscode/windows";

/** A workspace's memory, which a second tree can be opened with. */
export function createMemory(stored: Readonly<Record<string, unknown>> = {}) {
  const values = new Map<string, unknown>(Object.entries(stored));
  const get = <Value>(key: string) => values.get(key) as Value;
  return { get, update: async (key: string, value: unknown) => void values.set(key, value) } as Pick<
    vscode.Memento,
    "get" | "update"
  >;
}

/** The tree over servers in memory, and what it asks VS Code to draw again (undefined: everything). */
export function openTree(
  servers: Readonly<Record<string, MemoryServer>>,
  memory = createMemory(),
  other: Parameters<typeof createServers>[1] = {},
) {
  const parts = createServers(servers, other);
  const [first = ""] = Object.keys(servers);
  const connection = parts.connection(first);
  const redrawn: (readonly TreeNode[] | undefined)[] = [];
  const treeView = window.createTreeView<TreeNode>("", {
    treeDataProvider: { getChildren: () => [], getTreeItem: () => ({}) },
  });
  /** The rows that were selected for the user. */
  const revealed: TreeNode[] = [];
  Object.assign(treeView, { reveal: async (node: TreeNode) => void revealed.push(node) });
  const view = new CronTreeView({
    ...parts,
    memory,
    view: treeView as unknown as vscode.TreeView<TreeNode>,
    redraw: (nodes) => void redrawn.push(nodes),
  });
  const below = (node?: TreeNode) => view.tree.getChildren(node);
  const inConnection = () => below({ kind: "connection", connection });
  /** All crons that are shown, in order. */
  const crons = async () => {
    const rows = await inConnection();
    const lists = await Promise.all(
      rows.map(async (row) => (row.kind === "thread" || row.kind === "group" ? below(row) : [row])),
    );
    return lists.flat().filter((node): node is Extract<TreeNode, { kind: "cron" }> => node.kind === "cron");
  };
  const shown = () => stubState.treeViews.at(-1);
  return { ...parts, view, connection, redrawn, revealed, below, inConnection, crons, shown };
}
