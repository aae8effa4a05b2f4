import * as vscode from "vscode";
import { type App, runCommand } from "../../platform/app/app";
import type { TreeNode } from "../../platform/app/treeNode";
import { requireTrust } from "../../platform/host/trust";
import type { Connections } from "../../platform/servers/connections/connections";
import type { CronRef } from "../../platform/servers/cronRef";
import type { ServerStore } from "../../platform/servers/serverStore";
import { askSearch } from "./searchDialog";
import type * as treeRows from "./treeRows";
import { CronTreeView } from "./treeView";

/** The tree of connections, threads, crons and runs. */
export function registerTree(
  app: App,
  connections: Connections,
  store: ServerStore,
  rows: () => Promise<typeof treeRows>,
): CronTreeView {
  const view = new CronTreeView(connections, store, app.log, rows);
  const search = async (given?: string) => {
    requireTrust();
    if (connections.all().length === 0) {
      return runCommand("langgraphCrons.connection.add");
    }
    const text = typeof given === "string" ? given.trim() : await askSearch(view.search.text);
    if (text === "") {
      view.clearSearch();
    } else if (text !== undefined) {
      await view.find(text);
    }
  };
  const refresh = async (node?: TreeNode) => {
    requireTrust();
    const one = node === undefined ? undefined : connections.get(node.connection.id);
    await view.refresh(one === undefined ? connections.all() : [one]);
  };
  const reveal = async ({ connectionId, cronId }: CronRef) => {
    const connection = connections.get(connectionId);
    if (connection !== undefined) {
      await view.reveal(connection, cronId);
    }
  };
  for (const command of [
    app.command("langgraphCrons.explorer.refresh", refresh),
    app.command("langgraphCrons.explorer.search", search),
    app.command("langgraphCrons.explorer.clearSearch", async () => view.clearSearch()),
    app.command("langgraphCrons.explorer.keepWatching", async () => view.keepWatching(true)),
    app.command("langgraphCrons.explorer.stopWatching", async () => view.keepWatching(false)),
    app.command("langgraphCrons.explorer.loadMore", async (node) => {
      if (node !== undefined) {
        await view.loadMore(node.connection);
      }
    }),
    app.command("langgraphCrons.explorer.deleteSelected", async () => {
      if (view.selection.length <= 1) {
        // Arrow keys move only the focus, but the deleted row must be the one that looks selected.
        await vscode.commands.executeCommand("list.select");
      }
      const crons = view.selection.filter((node) => node.kind === "cron");
      if (crons[0] !== undefined) {
        await runCommand("langgraphCrons.cron.delete", crons[0], crons);
      }
    }),
    app.command("langgraphCrons.explorer.reveal", reveal),
  ]) {
    app.own(command);
  }
  return view;
}
