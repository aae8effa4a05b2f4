import * as vscode from "vscode";
import type { Remedy } from "../../core/doctor/diagnosis";
import { runCommand } from "../../platform/app/app";
import type { Connection } from "../../platform/servers/connections/connection";

/** What its button says. */
export function remedyLabel({ kind }: Remedy): string {
  switch (kind) {
    case "editConnection":
      return vscode.l10n.t("Edit Connection…");
    case "edit":
      return vscode.l10n.t("Edit…");
    case "pause":
      return vscode.l10n.t("Pause");
    case "resume":
      return vscode.l10n.t("Resume");
    case "delete":
      return vscode.l10n.t("Delete…");
    case "removeEnd":
      return vscode.l10n.t("Change End…");
    case "cancelRuns":
      return vscode.l10n.t("Cancel Runs…");
    case "openRun":
      return vscode.l10n.t("Open Run");
  }
}

/** By the commands that menus have, which ask before they delete or change something on a production server. */
export async function carryOut(remedy: Remedy, connection: Connection): Promise<void> {
  const connectionId = connection.id;
  switch (remedy.kind) {
    case "editConnection":
      return runCommand("langgraphCrons.connection.edit", { kind: "connection", connection });
    case "openRun": {
      const { cronId, runId, threadId } = remedy;
      return runCommand("langgraphCrons.run.open", { connectionId, cronId, threadId, runId }, "stay");
    }
    case "edit":
      return runCommand("langgraphCrons.cron.edit", { connectionId, cronId: remedy.cronId });
    case "pause":
      return runCommand("langgraphCrons.cron.pause", { connectionId, cronId: remedy.cronId });
    case "resume":
      return runCommand("langgraphCrons.cron.resume", { connectionId, cronId: remedy.cronId });
    case "delete":
      return runCommand("langgraphCrons.cron.delete", { connectionId, cronId: remedy.cronId });
    case "removeEnd":
      return runCommand("langgraphCrons.cron.changeEnd", { connectionId, cronId: remedy.cronId });
    case "cancelRuns":
      return runCommand("langgraphCrons.cron.cancelRuns", { connectionId, cronId: remedy.cronId });
  }
}
