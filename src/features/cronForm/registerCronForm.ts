import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import type { CronForms } from "../../platform/app/cronForms";
import { lazily } from "../../platform/host/lazily";
import type { CronFormPanels } from "./cronFormPanels";
import type { FormServices } from "./formServices";

/** Passed as a value, not imported by the panels: activation would load a chunk just for it. */
const formViewType = "langgraphCrons.cronForm";

/** “Create Cron…”, forms restored after a reload, and the way for other features to open a form. */
export function registerCronForm(
  app: App,
  services: FormServices,
  load: () => Promise<typeof CronFormPanels>,
): CronForms & vscode.Disposable {
  const forms = lazily(async () => app.own(new (await load())(app, services, formViewType)));
  const registrations = vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(formViewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await forms()).restore(panel, saved),
    }),
    app.command("langgraphCrons.cron.create", async (node) => (await forms()).create(node)),
    app.command("langgraphCrons.cron.createQuick", async (node) => (await forms()).createQuickly(node)),
    app.command("langgraphCrons.template.use", async (node) => (await forms()).createFromTemplate(node)),
    app.command("langgraphCrons.template.delete", async () => (await forms()).deleteTemplate()),
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
