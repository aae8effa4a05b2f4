import * as vscode from "vscode";
import { assistantArgument } from "../../core/spec/assistantArgument";
import type { RawArguments } from "../../core/spec/cronArguments";
import type { App } from "../../platform/app";
import { askTarget } from "../../platform/askConnection";
import type { CronForms } from "../../platform/cronForms";
import type { ExplorerNode } from "../../platform/explorerNode";
import { plainText } from "../../platform/plainText";
import { isSavedForm } from "../../protocol/cronFormGuards";
import { FormPanel, formWebviewOptions } from "./formPanel";
import type { FormServices } from "./formServices";
import type { FormSubject } from "./formSubject";
import { formViewType } from "./formViewType";

/** The forms that are open. */
export class CronFormPanels implements CronForms, vscode.Disposable {
  private readonly panels = new Set<FormPanel>();

  constructor(
    private readonly app: App,
    private readonly services: FormServices,
  ) {}

  dispose(): void {
    for (const panel of this.panels) panel.dispose();
  }

  open: CronForms["open"] = async (connection, args, specName) => {
    const title =
      specName === undefined ? vscode.l10n.t("Create Cron") : vscode.l10n.t("Cron “{0}”", plainText(specName));
    const options = formWebviewOptions(this.app.context.extensionUri);
    const panel = vscode.window.createWebviewPanel(formViewType, title, vscode.ViewColumn.Active, options);
    this.show(panel, { connection, specName: specName ?? null, draft: { arguments: args, typed: {} } });
  };

  /** For the server of that row, or else the chosen one, or else the one that the user picks. */
  async create(node: ExplorerNode | undefined): Promise<void> {
    const { connections } = this.services;
    const connection = node?.connection ?? (await askTarget(connections, vscode.l10n.t("Which server gets the cron?")));
    if (connection !== undefined) await this.open(connection, presetOf(node));
  }

  /** Fills a panel that VS Code brought back after a reload with what its page had saved. */
  async restore(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const { connections } = this.services;
    const connection = isSavedForm(saved) ? (connections.get(saved.connection) ?? connections.chosen()) : undefined;
    if (isSavedForm(saved) && connection !== undefined) {
      this.show(panel, { connection, specName: saved.specName, draft: saved.draft });
    } else {
      panel.dispose();
    }
  }

  private show(panel: vscode.WebviewPanel, subject: FormSubject): void {
    const form = new FormPanel(panel, { ...this.services, app: this.app }, subject);
    this.panels.add(form);
    panel.onDidDispose(() => this.panels.delete(form));
  }
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
