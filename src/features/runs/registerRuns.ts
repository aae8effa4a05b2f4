import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { TreeNode } from "../../platform/app/treeNode";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import { type RunRef, runRefOf } from "../../platform/servers/runRef";
import type { RunPageParts, RunPages } from "./runPages";

const viewType = "langgraphCrons.run";

/** The page of a run: what happened, its answer, and what can be done about it. */
export function registerRuns(app: App, parts: RunPageParts, load: () => Promise<typeof RunPages>): vscode.Disposable {
  const pages = lazily(async () => app.own(new (await load())(app, parts, viewType)));
  return vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await pages()).restore(panel, saved),
    }),
    app.command("langgraphCrons.run.open", async (target, opening = "glance") => {
      requireTrust();
      const ref = target === undefined || !("kind" in target) ? target : refOfRow(target);
      if (ref !== undefined) (await pages()).open(ref, opening);
    }),
  );
}

function refOfRow(row: TreeNode): RunRef | undefined {
  return row.kind === "run" ? runRefOf(row.connection, row.cron, row.run) : undefined;
}
