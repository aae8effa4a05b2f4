import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import type { PlanPageParts } from "./planPage";
import type { PlanPages } from "./planPages";

const viewType = "langgraphCrons.plan";

/** What spec files would change on a server: a page from which it can be applied. */
export function registerPlan(
  app: App,
  services: Omit<PlanPageParts, "environments"> & { readonly environments: () => Promise<EnvironmentFiles> },
  load: () => Promise<typeof PlanPages>,
): vscode.Disposable {
  const pages = lazily(async () => {
    const [Pages, environments] = await Promise.all([load(), services.environments()]);
    return app.own(new Pages(app, { ...services, environments }, viewType));
  });
  return vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await pages()).restore(panel, saved),
    }),
    app.command("langgraphCrons.plan.open", async (target, selected) => {
      requireTrust();
      await (await pages()).openFor(target, selected);
    }),
    app.command("langgraphCrons.plan.openSaved", async (file) => {
      requireTrust();
      await (await pages()).openSaved(file);
    }),
  );
}
