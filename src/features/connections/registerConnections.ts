import * as vscode from "vscode";
import type { App } from "../../platform/app";
import { lazily } from "../../platform/lazily";
import type { Connections, CronService } from "../../platform/services";
import type { ConnectionCommands } from "./connectionCommands";

/** Commands that add, change, test, choose and remove connections. */
export function registerConnections(
  app: App,
  connections: Connections,
  crons: CronService,
  load: () => Promise<typeof ConnectionCommands>,
): vscode.Disposable {
  const commands = lazily(async () => new (await load())(app, connections, crons));
  return vscode.Disposable.from(
    app.command("langgraphCrons.connection.add", async () => (await commands()).add()),
    app.command("langgraphCrons.connection.edit", async (node) => (await commands()).edit(node)),
    app.command("langgraphCrons.connection.test", async (node) => (await commands()).test(node)),
    app.command("langgraphCrons.connection.choose", async (node) => (await commands()).choose(node)),
    app.command("langgraphCrons.connection.remove", async (node) => (await commands()).remove(node)),
  );
}
