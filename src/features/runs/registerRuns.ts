import type * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { RunPages } from "./runPages";

/** The page of a run: what happened, its answer, and what can be done about it. */
export function registerRuns(app: App, servers: ServerStore, load: () => Promise<typeof RunPages>): vscode.Disposable {
  const pages = lazily(async () => app.own(new (await load())(app, servers)));
  return app.command("langgraphCrons.run.open", async (node) => {
    requireTrust();
    if (node?.kind === "run") await (await pages()).open(node.connection, node.cron, node.run);
  });
}
