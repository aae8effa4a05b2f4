import * as vscode from "vscode";
import type { RawArguments } from "../../core/arguments/cronArguments";
import { assistantArgument } from "../../core/server/stored/assistantArgument";
import type { App } from "../../platform/app/app";
import type { CronForms } from "../../platform/app/cronForms";
import type { TreeNode } from "../../platform/app/treeNode";
import { askTarget } from "../../platform/ask/askConnection";
import { requireTrust } from "../../platform/host/trust";
import { pageOptions } from "../../platform/pages/fillPanel";
import type { Connection } from "../../platform/servers/connections/connection";
import { plainText } from "../../platform/words/plainText";
import { isSavedForm } from "../../protocol/cronFormGuards";
import type { FormController } from "./controller/formController";
import { nameOf } from "./controller/formRecord";
import { FormRegistry } from "./controller/formRegistry";
import type { FormSubject } from "./controller/formSubject";
import { labels } from "./controller/phaseAfter";
import type { FormServices } from "./formServices";
import { deleteTemplate, pickTemplate, saveTemplate } from "./window/cronTemplates";
import { DocumentEditors } from "./window/documentEditors";
import { FormPanel } from "./window/formPanel";
import { tellNews } from "./window/tellNews";
import { WindowPorts } from "./window/windowPorts";
import { windowWords } from "./window/windowWords";

/** The forms of this window and the tabs that show them. */
export class CronFormPanels implements CronForms, vscode.Disposable {
  private readonly panels = new Set<FormPanel>();
  private readonly ports: WindowPorts;
  private readonly forms: FormRegistry;
  readonly editors: DocumentEditors;

  constructor(
    private readonly app: App,
    private readonly services: FormServices,
    private readonly viewType: string,
    fileChange: vscode.EventEmitter<vscode.FileChangeEvent[]>,
  ) {
    this.ports = new WindowPorts(app, services, (news) => void tellNews(news, (form) => this.reopen(form)));
    this.forms = new FormRegistry(this.ports);
    const { server } = this.ports;
    this.editors = new DocumentEditors(
      {
        form: (id) => this.forms.goOn(id),
        schema: (form, name, assistant) => server.documentSchema(form.destination, name, assistant),
        tellPage: (form, event) => this.panelOf(form)?.tell(event),
      },
      fileChange,
    );
  }

  dispose(): void {
    this.editors.dispose();
    for (const panel of this.panels) panel.dispose();
  }

  open: CronForms["open"] = async (connection, args, source) => {
    const subject =
      source === undefined
        ? ({ kind: "new" } as const)
        : ({ kind: "spec", file: source.file.toString(), name: source.name } as const);
    await this.openFor(subject, connection, args);
  };

  openCron: CronForms["openCron"] = (connection, args, of) => this.openFor({ kind: "cron", ...of }, connection, args);

  openCopy: CronForms["openCopy"] = (connection, args, of) => this.openFor({ kind: "copy", of }, connection, args);

  private async openFor(subject: FormSubject, connection: Connection, args: RawArguments): Promise<void> {
    const draft = { arguments: args, typed: {}, name: "" };
    const form = await this.forms.open({ subject, connection, draft });
    if (form !== undefined) this.show(form);
  }

  /** For the server of that row, or the chosen one, or the one that the user picks. */
  async create(node: TreeNode | undefined): Promise<void> {
    const connection = await this.target(node);
    if (connection === undefined) return;
    await this.open(connection, this.ports.start(presetOf(node), connection));
  }

  /** Asks for the common parameters in the box at the top, and creates the cron. */
  async createQuickly(node: TreeNode | undefined): Promise<void> {
    requireTrust();
    const connection = await this.target(node);
    if (connection === undefined) return;
    const show = (form: FormController) => this.show(form);
    // Its own questions, which a form does not need: loaded with the first of them.
    const { createQuickly } = await import("./window/quick/createQuickly");
    await createQuickly({ forms: this.forms, ports: this.ports, show }, connection);
  }

  saveTemplate: CronForms["saveTemplate"] = (args, proposed) => saveTemplate(this.ports.templates, args, proposed);

  /** Keeps what stands in the form whose tab is active. */
  async saveActiveForm(): Promise<void> {
    this.activePanel?.tell({ event: "templateWanted" });
  }

  /** Opens the JSON field in which the user is, in the form whose tab is active, in an editor beside it. */
  async openActiveDocument(): Promise<void> {
    this.activePanel?.tell({ event: "documentWanted" });
  }

  /** Opens a form for a new cron with the content of a template. */
  async createFromTemplate(node: TreeNode | undefined): Promise<void> {
    const template = await pickTemplate(this.ports.templates);
    const connection = template && (await this.target(node));
    if (template === undefined || connection === undefined) return;
    await this.open(connection, this.ports.startFrom(template, presetOf(node), connection));
  }

  async deleteTemplate(): Promise<void> {
    await deleteTemplate(this.ports.templates);
  }

  private async target(node: TreeNode | undefined): Promise<Connection | undefined> {
    return node?.connection ?? askTarget(this.services.connections, vscode.l10n.t("Which server gets the cron?"));
  }

  /** Fills a panel that VS Code restored after a reload. */
  async restore(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const form = isSavedForm(saved) ? await this.forms.goOn(saved.form) : await this.forms.goOnWithLast();
    if (form === undefined) panel.dispose();
    else this.show(form, panel);
  }

  private get activePanel(): FormPanel | undefined {
    return [...this.panels].find((panel) => panel.isActive);
  }

  private panelOf(id: string): FormPanel | undefined {
    return [...this.panels].find(({ form }) => form.stored.form === id);
  }

  private async reopen(id: string): Promise<void> {
    const form = await this.forms.goOn(id);
    if (form !== undefined) this.show(form);
  }

  /** Uses this tab, unless the form already has one. */
  private show(form: FormController, tab?: vscode.WebviewPanel): void {
    const shown = [...this.panels].find((panel) => panel.form === form);
    if (shown !== undefined) {
      tab?.dispose();
      shown.reveal();
      return;
    }
    const options = pageOptions(this.app.context.extensionUri);
    const panel = tab ?? vscode.window.createWebviewPanel(this.viewType, "", vscode.ViewColumn.Active, options);
    const namesBeside = () => this.forms.all.filter((other) => other !== form).map(({ stored }) => nameOf(stored));
    const { documents } = this.editors;
    const shows = new FormPanel(panel, this.app, this.ports, form, { documents, namesBeside }, () => {
      this.panels.delete(shows);
      tellClosed(documents.closeOf(form.stored.form));
      this.forms.close(form);
      if (form.isSubmitting) showInBackground(form);
    });
    this.panels.add(shows);
    void this.ports.wake(form);
  }
}

/** Editors of a form's fields do not stay without it. */
function tellClosed(names: readonly string[]): void {
  if (names.length === 0) return;
  const fields = labels(names, windowWords);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The form was closed, and with it the editor of: {0}", fields),
  );
}

/** Shows in the status bar that a submission continues behind a closed tab. */
function showInBackground(form: FormController): void {
  const title = vscode.l10n.t("Submitting “{0}”…", plainText(nameOf(form.stored)));
  const ended = new Promise<void>((resolve) => {
    const listener = form.onEvent(() => {
      if (form.isSubmitting) return;
      listener.dispose();
      resolve();
    });
  });
  void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => ended);
}

/** What the row on which the form was opened says about the cron. */
function presetOf(node: TreeNode | undefined): RawArguments {
  switch (node?.kind) {
    case "thread": {
      const { thread_id, metadata } = node.thread;
      const graph = metadata.graph_id;
      return { thread_id, ...(typeof graph === "string" ? { assistant_id: graph } : {}) };
    }
    case "assistant":
      return { assistant_id: assistantArgument(node.assistant) };
    // A thread with one cron is that cron's row.
    case "cron":
      return { thread_id: node.cron.thread_id, assistant_id: node.cron.assistant_id };
    default:
      return {};
  }
}
