import { join } from "node:path";
import * as vscode from "vscode";
import { registerConnections } from "./features/connections/registerConnections";
import { registerCronActions } from "./features/cronActions/registerCronActions";
import { registerCronForm } from "./features/cronForm/registerCronForm";
import { registerSpecFile } from "./features/specFile/registerSpecFile";
import { registerExplorer } from "./features/tree/registerTree";
import { createFileJournal } from "./node/fileJournal";
import { createApp } from "./platform/app/app";
import { PlaceholderValues } from "./platform/ask/placeholderValues";
import { lazily } from "./platform/host/lazily";
import { ConnectionStore } from "./platform/servers/connections/connectionStore";
import { CronActions } from "./platform/servers/cronActions";
import { ServerStore } from "./platform/servers/serverStore";
import type { ExtensionApi } from "./platform/servers/services";
import { personZone } from "./platform/words/runWords";

type Parts = typeof import("./onFirstUse");

/** A table of contents: builds the services, registers the features. */
export function activate(context: vscode.ExtensionContext): ExtensionApi | undefined {
  const app = createApp(context);
  personZone.keepIn(context.globalState);
  const parts = lazily(() => import("./onFirstUse"));
  const part =
    <Name extends keyof Parts>(name: Name) =>
    async () =>
      (await parts())[name];
  const formPanels = async () => (await import("./features/cronForm/cronFormPanels")).CronFormPanels;
  const connections = app.own(new ConnectionStore(context.globalState, context.secrets));
  const journal = createFileJournal(join(context.globalStorageUri.fsPath, "submissions"));
  const crons = app.own(new ServerStore(connections, journal, app.log, part("serverWork")));
  const actions = new CronActions(connections, crons, part("serverWork"));
  const placeholders = new PlaceholderValues(context, process.env);

  app.own(registerConnections(app, connections, crons, part("ConnectionCommands")));
  const explorer = app.own(registerExplorer(app, connections, crons));
  const formServices = { connections, crons, placeholders };
  const forms = app.own(registerCronForm(app, formServices, formPanels));
  const specServices = { connections, crons, forms, placeholders };
  app.own(registerSpecFile(app, specServices, part("SpecFiles")));
  const selection = () => explorer.selection;
  app.own(registerCronActions(app, { connections, crons, actions, selection }, part("cronTasks")));
  app.own(app.command("langgraphCrons.log.show", async () => app.log.show()));

  return context.extensionMode === vscode.ExtensionMode.Test
    ? { context, connections, crons, actions, explorer }
    : undefined;
}
