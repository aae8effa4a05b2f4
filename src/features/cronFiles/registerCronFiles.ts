import * as vscode from "vscode";
import { type App, runCommand } from "../../platform/app/app";
import type { FileNode } from "../../platform/app/fileNode";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import type { Connections } from "../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { SpecIndex } from "../../platform/specs/specIndex";
import type { CronFilesView } from "./cronFilesView";
import { FileDecorations } from "./fileDecorations";
import { openNode } from "./openNode";

interface Parts {
  readonly connections: Connections;
  readonly servers: ServerStore;
  readonly index: () => Promise<SpecIndex>;
  readonly environments: () => Promise<EnvironmentFiles>;
}

/** The view, as VS Code and the test suites inside it know it. */
export interface FilesDoor extends vscode.Disposable {
  readonly tree: vscode.TreeDataProvider<FileNode>;
}

/** The view of the workspace's spec files, and their marks in the explorer. What fills both is loaded on first use. */
export function registerCronFiles(
  app: App,
  { connections, environments, index, servers }: Parts,
  load: () => Promise<typeof CronFilesView>,
): FilesDoor {
  const changed = new vscode.EventEmitter<undefined>();
  const open = lazily(async (): Promise<CronFilesView> => {
    const [View, specs, files] = await Promise.all([load(), index(), environments()]);
    return app.own(new View({ view, redraw, connections, servers, index: specs, environments: files, log: app.log }));
  });
  const decorations = new FileDecorations(async (file) => {
    const view = await open();
    await view.isReady;
    return view.standingOf(file);
  });
  const redraw = () => {
    changed.fire(undefined);
    decorations.draw();
  };
  const tree: vscode.TreeDataProvider<FileNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (node) => {
      const opened = await open();
      if (node === undefined) await opened.isReady;
      return opened.tree.children(node);
    },
    getTreeItem: async (node) => (await open()).tree.item(node),
  };
  const view: vscode.TreeView<FileNode> = vscode.window.createTreeView("langgraphCrons.files", {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const owned = vscode.Disposable.from(
    changed,
    decorations,
    view,
    app.command("langgraphCrons.files.refresh", async () => {
      requireTrust();
      await (await open()).refresh();
    }),
    app.command("langgraphCrons.files.open", async (node) => openNode(node ?? view.selection[0])),
    app.command("langgraphCrons.files.plan", async (node = view.selection[0]) => planOf(node)),
    app.command("langgraphCrons.files.submit", async (node = view.selection[0]) => {
      if (node?.kind === "spec") await runCommand("langgraphCrons.spec.submit", ...rowOf(node));
    }),
    app.command("langgraphCrons.files.compare", async (node = view.selection[0]) => {
      if (node?.kind === "spec") await runCommand("langgraphCrons.spec.diff", ...rowOf(node));
    }),
    app.command("langgraphCrons.files.reveal", async (node = view.selection[0]) => {
      if (node?.kind === "spec") await vscode.commands.executeCommand("revealInExplorer", fileOf(node));
    }),
    app.command("langgraphCrons.files.revealCron", async (node = view.selection[0]) => {
      const ref = cronOf(node);
      if (ref !== undefined) await runCommand("langgraphCrons.explorer.reveal", ref);
    }),
    app.command("langgraphCrons.files.export", async (node = view.selection[0]) => {
      const ref = cronOf(node);
      if (ref !== undefined) await runCommand("langgraphCrons.cron.export", ref);
    }),
  );
  return { tree, dispose: () => owned.dispose() };
}

async function planOf(node: FileNode | undefined): Promise<void> {
  const { connectionId, environment } = node?.scope ?? {};
  const folder =
    environment === undefined ? [] : [vscode.Uri.joinPath(vscode.Uri.parse(environment.file), "..").toString()];
  const places = node?.kind === "spec" ? [node.row.file] : folder;
  if (connectionId === undefined) await runCommand("langgraphCrons.plan.open");
  else await runCommand("langgraphCrons.plan.open", { connectionId, places, ...(environment && { environment }) });
}

function fileOf({ row }: Extract<FileNode, { readonly kind: "spec" }>): vscode.Uri {
  return vscode.Uri.parse(row.file);
}

/** The server of the row, which need not be the chosen one. */
function rowOf(node: Extract<FileNode, { readonly kind: "spec" }>) {
  return [fileOf(node), node.row.name, node.scope.connectionId] as const;
}

function cronOf(node: FileNode | undefined) {
  const connectionId = node?.scope.connectionId;
  const cronId = node?.kind === "serverCron" ? node.cron.cron_id : node?.kind === "spec" ? node.row.cronId : undefined;
  return connectionId === undefined || cronId === undefined ? undefined : { connectionId, cronId };
}
