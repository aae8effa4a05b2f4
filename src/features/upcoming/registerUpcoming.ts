import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { TreeNode } from "../../platform/app/treeNode";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { UpcomingTabs } from "./upcomingTabs";

const viewType = "langgraphCrons.upcoming";

interface Parts {
  readonly connections: Connections;
  readonly servers: ServerStore;
  /** What is selected in the tree. */
  readonly selection: () => readonly TreeNode[];
}

/** The page with the coming and past runs of crons on one line of time. */
export function registerUpcoming(app: App, parts: Parts, load: () => Promise<typeof UpcomingTabs>): vscode.Disposable {
  const tabs = lazily(async () => app.own(new (await load())(app, parts, viewType)));
  return vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await tabs()).restore(panel, saved),
    }),
    app.command("langgraphCrons.upcoming.open", async (node, rows) => {
      requireTrust();
      const chosen = node === undefined ? parts.selection() : (rows ?? []).includes(node) ? (rows ?? []) : [node];
      await (await tabs()).open(chosen);
    }),
  );
}
