import { join } from "node:path";
import * as vscode from "vscode";
import { registerConnections } from "./features/connections/registerConnections";
import { registerControlRoom } from "./features/controlRoom/registerControlRoom";
import { registerCost } from "./features/cost/registerCost";
import { registerCronActions } from "./features/cronActions/registerCronActions";
import { registerCronFiles } from "./features/cronFiles/registerCronFiles";
import { registerCronForm } from "./features/cronForm/registerCronForm";
import { registerCronPage } from "./features/cronPage/registerCronPage";
import { registerDoctor } from "./features/doctor/registerDoctor";
import { registerFromCode } from "./features/fromCode/registerFromCode";
import { registerPlan } from "./features/plan/registerPlan";
import { registerRuns } from "./features/runs/registerRuns";
import { registerSpecFile } from "./features/specFile/registerSpecFile";
import { registerTree } from "./features/tree/registerTree";
import { registerUpcoming } from "./features/upcoming/registerUpcoming";
import { createFileJournal } from "./node/fileJournal";
import { createApp } from "./platform/app/app";
import type { FileNode } from "./platform/app/fileNode";
import type { TreeNode } from "./platform/app/treeNode";
import { PlaceholderValues } from "./platform/ask/placeholderValues";
import { lazily } from "./platform/host/lazily";
import { ConnectionStore } from "./platform/servers/connections/connectionStore";
import type { Connections } from "./platform/servers/connections/connections";
import { CronActions } from "./platform/servers/cronActions";
import { ScratchThreads } from "./platform/servers/scratchThreads";
import { ServerStore } from "./platform/servers/serverStore";
import type { Servers } from "./platform/servers/servers";
import { personZone } from "./platform/words/runWords";

type Parts = typeof import("./onFirstUse");

/** What `activate` returns to test suites inside VS Code, and only to them: they can't type into a dialog. */
export interface ExtensionApi {
  readonly context: vscode.ExtensionContext;
  readonly connections: Connections;
  readonly servers: Servers;
  readonly actions: CronActions;
  /** `state` is the context key that chooses the welcome text. */
  readonly treeView: { readonly tree: vscode.TreeDataProvider<TreeNode>; readonly state: string };
  readonly cronFiles: { readonly tree: vscode.TreeDataProvider<FileNode> };
}

/** A table of contents: creates the services and registers the features. */
export function activate(context: vscode.ExtensionContext): ExtensionApi | undefined {
  const app = createApp(context);
  personZone.keepIn(context.globalState);
  const parts = lazily(() => import("./onFirstUse"));
  const part =
    <Name extends keyof Parts>(name: Name) =>
    async () =>
      (await parts())[name];
  const connectionCommands = async () => (await import("./features/connections/connectionCommands")).ConnectionCommands;
  const cronTasks = async () => (await import("./features/cronActions/cronTasks")).CronTasks;
  const formPanels = async () => (await import("./features/cronForm/cronFormPanels")).CronFormPanels;
  const controlRoom = async () => (await import("./features/controlRoom/controlRoom")).ControlRoom;
  const cronTabs = async () => (await import("./features/cronPage/cronTabs")).CronTabs;
  const callMoves = async () => (await import("./features/fromCode/callMoves")).CallMoves;
  const costPages = async () => (await import("./features/cost/costPages")).CostPages;
  const cronFilesView = async () => (await import("./features/cronFiles/cronFilesView")).CronFilesView;
  const doctorPages = async () => (await import("./features/doctor/doctorPages")).DoctorPages;
  const planPages = async () => (await import("./features/plan/planPages")).PlanPages;
  const runPages = async () => (await import("./features/runs/runPages")).RunPages;
  const upcomingTabs = async () => (await import("./features/upcoming/upcomingTabs")).UpcomingTabs;
  const serverReads = () => import("./platform/servers/serverReads");
  const cronTreeView = async () => (await import("./features/tree/treeView")).CronTreeView;
  const connections = app.own(new ConnectionStore(context.globalState, context.secrets));
  const journal = createFileJournal(join(context.globalStorageUri.fsPath, "submissions"));
  const scratch = new ScratchThreads(context.workspaceState);
  const seenRuns = join(context.globalStorageUri.fsPath, "seenRuns");
  const servers = app.own(
    new ServerStore({
      connections,
      journal,
      scratch,
      log: app.log,
      work: part("serverWork"),
      loadReads: serverReads,
      ledgerFolder: seenRuns,
      now: Date.now,
    }),
  );
  const actions = new CronActions(connections, servers, part("serverWork"));
  const placeholders = new PlaceholderValues(context, process.env);

  app.own(registerConnections(app, connections, servers, connectionCommands));
  const treeView = app.own(registerTree(app, connections, servers, cronTreeView));
  const formServices = { connections, servers, placeholders, scratch };
  const forms = app.own(registerCronForm(app, formServices, formPanels));
  const environmentFiles = part("EnvironmentFiles");
  const environments = lazily(async () => app.own(new (await environmentFiles())()));
  const index = lazily(async () => app.own(new (await part("SpecIndex")())(app.log)));
  const specServices = { connections, environments, servers, forms, placeholders, index };
  app.own(registerSpecFile(app, specServices, part("SpecFiles")));
  const cronFiles = app.own(registerCronFiles(app, { connections, environments, servers, index }, cronFilesView));
  app.own(registerFromCode(app, callMoves));
  const selection = () => treeView.selection;
  app.own(registerCronActions(app, { connections, servers, actions, forms, selection }, cronTasks));
  app.own(registerCronPage(app, { connections, servers, selection }, cronTabs));
  app.own(registerControlRoom(app, { connections, servers }, controlRoom));
  app.own(registerCost(app, { connections, servers }, costPages));
  app.own(registerDoctor(app, { connections, servers }, doctorPages));
  app.own(registerPlan(app, { connections, environments, servers, placeholders }, planPages));
  app.own(registerRuns(app, { connections, servers }, runPages));
  app.own(registerUpcoming(app, { connections, servers, selection }, upcomingTabs));
  app.own(app.command("langgraphCrons.log.show", async () => app.log.show()));

  return context.extensionMode === vscode.ExtensionMode.Test
    ? { context, connections, servers, actions, treeView, cronFiles }
    : undefined;
}
