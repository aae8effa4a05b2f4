import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { lazily } from "../../platform/host/lazily";
import { readSetting } from "../../platform/host/settings";
import type { SpecIndex } from "../../platform/specs/specIndex";
import { isSpecDocument } from "../../platform/specs/specSelector";
import { isEnvironmentsDocument } from "./environments/environmentsDocument";
import type { SpecFileServices } from "./specFileServices";
import type { SpecFiles } from "./specFiles";

/** All editor features of `*.cron.json` files and of the environments beside them, created when the first is opened. */
export function registerSpecFile(
  app: App,
  services: Omit<SpecFileServices, "index"> & { readonly index: () => Promise<SpecIndex> },
  load: () => Promise<typeof SpecFiles>,
): vscode.Disposable {
  const files = lazily(async () => {
    const [Part, environments, index] = await Promise.all([load(), services.environments(), services.index()]);
    return app.own(new Part(app, { ...services, environments, index }));
  });
  const follow = (document: vscode.TextDocument) => {
    if (isSpecDocument(document) || isEnvironmentsDocument(document))
      files().catch((failure) => app.log.error("Opening a spec file", failure));
  };
  const followSetting = () => {
    if (readSetting("checkClosedFiles")) files().catch((failure) => app.log.error("Checking closed files", failure));
  };
  vscode.workspace.textDocuments.forEach(follow);
  followSetting();
  tellMenus();
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(follow),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("langgraphCrons.checkClosedFiles")) followSetting();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(tellMenus),
    app.command("langgraphCrons.spec.submit", async (file, which, connectionId) =>
      (await files()).submit(file, which, connectionId),
    ),
    app.command("langgraphCrons.spec.openInForm", async (file, which) => (await files()).openInForm(file, which)),
    app.command("langgraphCrons.spec.diff", async (file, which, connectionId) =>
      (await files()).diff(file, which, connectionId),
    ),
    app.command("langgraphCrons.spec.updateFromServer", async (file, which) =>
      (await files()).updateFromServer(file, which),
    ),
    app.command("langgraphCrons.spec.showInEnvironment", async (file, which, environment) =>
      (await files()).showInEnvironment(file, which, environment),
    ),
    app.command("langgraphCrons.spec.copyRequest", async (file, which) => (await files()).copyRequest(file, which)),
    app.command("langgraphCrons.spec.propose", async (cron, change) => (await files()).propose(cron, change)),
    app.command("langgraphCrons.spec.new", async () => (await files()).create()),
  );
}

/** Menus can't ask whether a file belongs to the workspace, so they compare its scheme with these and known ones. */
function tellMenus(): void {
  const schemes = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.scheme) ?? [];
  void vscode.commands.executeCommand("setContext", "langgraphCrons.workspaceSchemes", schemes);
}
