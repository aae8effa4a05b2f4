import type { Uri } from "vscode";
import type { ExplorerNode } from "./treeNode";

/**
 * Every command and what it may be given. A menu passes the node or the file; the palette passes nothing,
 * and the command then asks.
 */
export interface CommandTable {
  "langgraphCrons.connection.add": () => Promise<void>;
  "langgraphCrons.connection.edit": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.connection.test": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.connection.choose": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.connection.remove": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.explorer.refresh": (node?: ExplorerNode) => Promise<void>;
  /** A keybinding may carry the text; else it is asked for. */
  "langgraphCrons.explorer.search": (text?: string) => Promise<void>;
  "langgraphCrons.explorer.clearSearch": () => Promise<void>;
  "langgraphCrons.explorer.loadMore": (node?: ExplorerNode) => Promise<void>;
  /** For the keyboard: deletes what is selected in the tree. */
  "langgraphCrons.explorer.deleteSelected": () => Promise<void>;
  /** For the other features, not for menus: selects the cron in the tree. */
  "langgraphCrons.explorer.reveal": (connectionId: string, cronId: string) => Promise<void>;
  "langgraphCrons.thread.create": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.thread.copyId": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.cron.create": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.cron.copyId": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.cron.pause": (node?: ExplorerNode, nodes?: readonly ExplorerNode[]) => Promise<void>;
  "langgraphCrons.cron.resume": (node?: ExplorerNode, nodes?: readonly ExplorerNode[]) => Promise<void>;
  "langgraphCrons.cron.runNow": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.cron.export": (node?: ExplorerNode) => Promise<void>;
  "langgraphCrons.cron.delete": (node?: ExplorerNode, nodes?: readonly ExplorerNode[]) => Promise<void>;
  "langgraphCrons.spec.new": () => Promise<void>;
  /** A lens passes the file and the spec's name, the explorer's menu the file and all selected files. */
  "langgraphCrons.spec.submit": (file?: Uri, which?: string | readonly Uri[]) => Promise<void>;
  "langgraphCrons.spec.openInForm": (file?: Uri, name?: string) => Promise<void>;
  "langgraphCrons.spec.diff": (file?: Uri, name?: string) => Promise<void>;
  "langgraphCrons.spec.updateFromServer": (file?: Uri, name?: string) => Promise<void>;
  "langgraphCrons.log.show": () => Promise<void>;
}

export type CommandId = keyof CommandTable;
