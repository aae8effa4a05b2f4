import * as vscode from "vscode";
import type { RawArguments } from "../../core/spec/cronArguments";
import type { App } from "../../platform/app";
import { askConnection } from "../../platform/askConnection";
import type { CronForms } from "../../platform/cronForms";
import type { ExplorerNode } from "../../platform/explorerNode";
import { plainText } from "../../platform/plainText";
import { isSavedForm } from "../../protocol/cronFormGuards";
import { assistantArgument } from "./formChoices";
import { FormPanel, formWebviewOptions } from "./formPanel";
import type { FormServices } from "./formServices";
import type { FormSubject } from "./formSubject";

const viewType = "langgraphCrons.cronForm";

/** “Create Cron…”, forms that come back after a reload, and the way for other features to open one. */
export function registerCronForm(app: App, services: FormServices): CronForms & vscode.Disposable {
  const context = { ...services, app };
  const panels = new Set<FormPanel>();

  function show(panel: vscode.WebviewPanel, subject: FormSubject): void {
    const form = new FormPanel(panel, context, subject);
    panels.add(form);
    panel.onDidDispose(() => panels.delete(form));
  }

  const open: CronForms["open"] = async (connection, args, specName) => {
    const title =
      specName === undefined ? vscode.l10n.t("Create Cron") : vscode.l10n.t("Cron “{0}”", plainText(specName));
    const options = formWebviewOptions(app.context.extensionUri);
    const panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, options);
    show(panel, { connection, specName: specName ?? null, draft: { arguments: args, typed: {} } });
  };

  const serializer: vscode.WebviewPanelSerializer<unknown> = {
    deserializeWebviewPanel: async (panel, saved) => {
      const { connections } = services;
      const connection = isSavedForm(saved) ? (connections.get(saved.connection) ?? connections.chosen()) : undefined;
      if (isSavedForm(saved) && connection !== undefined) {
        show(panel, { connection, specName: saved.specName, draft: saved.draft });
      } else {
        panel.dispose();
      }
    },
  };

  const registrations = vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(viewType, serializer),
    app.command("langgraphCrons.cron.create", async (node) => {
      const connection =
        node?.connection ??
        services.connections.chosen() ??
        (await askConnection(services.connections, undefined, vscode.l10n.t("Which server gets the cron?")));
      if (connection !== undefined) {
        await open(connection, presetOf(node));
      }
    }),
  );
  return {
    open,
    dispose: () => {
      registrations.dispose();
      for (const panel of panels) {
        panel.dispose();
      }
    },
  };
}

/** What the place from which the form was asked for says about the cron. */
function presetOf(node: ExplorerNode | undefined): RawArguments {
  switch (node?.kind) {
    case "thread": {
      const { thread_id, metadata } = node.thread;
      const graph = metadata.graph_id;
      return { thread_id, ...(typeof graph === "string" ? { assistant_id: graph } : {}) };
    }
    case "assistant":
      return { assistant_id: assistantArgument(node.assistant) };
    case "threadlessCrons":
      return { thread_id: null };
    default:
      return {};
  }
}
