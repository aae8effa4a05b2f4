import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { askConnection } from "../../platform/ask/askConnection";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import type { CostPageParts } from "./costPage";
import type { CostPages } from "./costPages";

const viewType = "langgraphCrons.cost";

/** What a cron, or all of a connection, costs: a page with counted and measured numbers, and what stands out. */
export function registerCost(app: App, parts: CostPageParts, load: () => Promise<typeof CostPages>): vscode.Disposable {
  const pages = lazily(async () => app.own(new (await load())(app, parts, viewType)));
  return vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await pages()).restore(panel, saved),
    }),
    app.command("langgraphCrons.cost.open", async (target) => {
      requireTrust();
      if (target !== undefined && "cronId" in target) return (await pages()).open(target);
      if (target?.kind === "cron") {
        return (await pages()).open({ connectionId: target.connection.id, cronId: target.cron.cron_id });
      }
      const question = vscode.l10n.t("Which connection's crons?");
      const connection = await askConnection(parts.connections, target, question);
      if (connection !== undefined) (await pages()).open({ connectionId: connection.id, cronId: undefined });
    }),
  );
}
