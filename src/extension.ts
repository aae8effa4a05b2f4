import * as vscode from "vscode";
import { registerConnections } from "./features/connections/registerConnections";
import { registerCronActions } from "./features/cronActions/registerCronActions";
import { registerExplorer } from "./features/explorer/registerExplorer";
import { createApp } from "./platform/app";
import { ConnectionStore } from "./platform/connectionStore";
import { FileJournal } from "./platform/fileJournal";
import { RemoteCronService } from "./platform/remoteCronService";

/** A table of contents: builds the services, registers the features. */
export function activate(context: vscode.ExtensionContext): void {
  const app = createApp(context);
  const connections = app.own(new ConnectionStore(context.globalState, context.secrets));
  const journal = new FileJournal(vscode.Uri.joinPath(context.globalStorageUri, "submissions"));
  const crons = app.own(new RemoteCronService(connections, journal, app.log));
  app.own(registerConnections(app, connections, crons));
  app.own(registerExplorer(app, connections, crons));
  app.own(registerCronActions(app, connections, crons));
  app.own(app.command("langgraphCrons.log.show", async () => app.log.show()));
}
