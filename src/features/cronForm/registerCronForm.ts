import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { CronForms } from "../../platform/app/cronForms";
import { lazily } from "../../platform/host/lazily";
import type { CronFormPanels } from "./cronFormPanels";
import type { FormServices } from "./formServices";

/** Passed as a value, not imported by the panels: activation would load a chunk just for it. */
const formViewType = "langgraphCrons.cronForm";

/** The scheme of the documents that are fields of forms: a window may restore one before any form is open. */
const documentScheme = "langgraph-crons-json";

/** “Create Cron…”, forms restored after a reload, and the way for other features to open a form. */
export function registerCronForm(
  app: App,
  services: FormServices,
  load: () => Promise<typeof CronFormPanels>,
): CronForms & vscode.Disposable {
  const fileChange = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const forms = lazily(async () => app.own(new (await load())(app, services, formViewType, fileChange)));
  const registrations = vscode.Disposable.from(
    fileChange,
    vscode.workspace.registerFileSystemProvider(documentScheme, documentFiles(fileChange.event, forms)),
    vscode.window.registerWebviewPanelSerializer(formViewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await forms()).restore(panel, saved),
    }),
    app.command("langgraphCrons.cron.create", async (node) => (await forms()).create(node)),
    app.command("langgraphCrons.cron.createQuick", async (node) => (await forms()).createQuickly(node)),
    app.command("langgraphCrons.template.use", async (node) => (await forms()).createFromTemplate(node)),
    app.command("langgraphCrons.template.delete", async () => (await forms()).deleteTemplate()),
    app.command("langgraphCrons.form.openDocument", async () => (await forms()).openActiveDocument()),
    app.command("langgraphCrons.form.saveTemplate", async () => (await forms()).saveActiveForm()),
  );
  return {
    open: async (...form) => (await forms()).open(...form),
    openCron: async (...form) => (await forms()).openCron(...form),
    openCopy: async (...form) => (await forms()).openCopy(...form),
    saveTemplate: async (...template) => (await forms()).saveTemplate(...template),
    dispose: () => registrations.dispose(),
  };
}

/** There are no other files and no folders: what a form has no field for can be neither made nor moved. */
function documentFiles(
  onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>,
  forms: () => Promise<CronFormPanels>,
): vscode.FileSystemProvider {
  const refuse = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return {
    onDidChangeFile,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (uri) => (await forms()).editors.stat(uri),
    readFile: async (uri) => (await forms()).editors.readFile(uri),
    writeFile: async (uri, content) => (await forms()).editors.writeFile(uri, content),
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}
