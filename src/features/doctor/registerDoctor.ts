import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { askConnection } from "../../platform/ask/askConnection";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import type { DoctorPageParts } from "./doctorPage";
import type { DoctorPages } from "./doctorPages";

const viewType = "langgraphCrons.doctor";

/** Why a cron, or any of a connection, does not run: a page with causes, evidence and remedies. */
export function registerDoctor(
  app: App,
  parts: DoctorPageParts,
  load: () => Promise<typeof DoctorPages>,
): vscode.Disposable {
  const pages = lazily(async () => app.own(new (await load())(app, parts, viewType)));
  return vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await pages()).restore(panel, saved),
    }),
    app.command("langgraphCrons.doctor.open", async (target) => {
      requireTrust();
      if (target !== undefined && "cronId" in target) return (await pages()).open(target);
      if (target?.kind === "cron") {
        return (await pages()).open({ connectionId: target.connection.id, cronId: target.cron.cron_id });
      }
      const question = vscode.l10n.t("Which connection's crons don't run?");
      const connection = await askConnection(parts.connections, target, question);
      if (connection !== undefined) (await pages()).open({ connectionId: connection.id, cronId: undefined });
    }),
  );
}
