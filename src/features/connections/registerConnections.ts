import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { lazily } from "../../platform/host/lazily";
import type { Connections } from "../../platform/servers/connections/connections";
import type { Servers } from "../../platform/servers/servers";
import type { ConnectionCommands } from "./connectionCommands";
import { offeredServer } from "./offerServer";

/** Commands that add, change, test, choose and remove connections. */
export function registerConnections(
  app: App,
  connections: Connections,
  servers: Servers,
  load: () => Promise<typeof ConnectionCommands>,
): vscode.Disposable {
  const commands = lazily(async () => new (await load())(app, connections, servers));
  const offer = () => {
    const url = vscode.workspace.isTrusted ? offeredServer(process.env) : undefined;
    if (url === undefined) return;
    commands()
      .then((loaded) => loaded.offer(url))
      .catch((failure) => app.log.error("Offering a server", failure));
  };
  offer();
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(offer),
    app.command("langgraphCrons.connection.add", async () => (await commands()).add()),
    app.command("langgraphCrons.connection.edit", async (node) => (await commands()).edit(node)),
    app.command("langgraphCrons.connection.test", async (node) => (await commands()).test(node)),
    app.command("langgraphCrons.connection.choose", async (node) => (await commands()).choose(node)),
    app.command("langgraphCrons.connection.remove", async (node) => (await commands()).remove(node)),
  );
}
