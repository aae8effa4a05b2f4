import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { AgentServer } from "../../core/server/agentServer";
import { ServerFailure } from "../../core/server/serverProblem";
import type { RawArguments } from "../../core/spec/cronArguments";
import { runCommand } from "../../platform/app";
import { elsewhereWords } from "../../platform/elsewhereWords";
import { plainText } from "../../platform/plainText";
import { localZone, momentWords, personZone } from "../../platform/runWords";
import { scheduleWords } from "../../platform/scheduleWords";
import { assistantChoices, nodeChoices, threadChoices } from "../../platform/serverChoices";
import { serverProblemMessage } from "../../platform/serverProblemMessage";
import { UntrustedWorkspace } from "../../platform/trust";
import type {
  Choice,
  Choices,
  FailureAction,
  FormEvent,
  FormNotice,
  FormRequests,
  FormState,
  SubmitReply,
} from "../../protocol/cronForm";
import { formParamGuards, isFormNotice } from "../../protocol/cronFormGuards";
import { type Handlers, serve } from "../../protocol/rpc";
import { cronFormHtml } from "./cronFormHtml";
import type { FormContext } from "./formServices";
import type { FormSubject } from "./formSubject";
import { formFields, formSectionsIn, formStringsIn } from "./formTexts";
import { checkDraft, findingMessages, targetOf } from "./hostWords";
import { previewSchedule } from "./previewSchedule";
import { saveAsSpec } from "./saveAsSpec";
import { submitForm } from "./submitForm";

/** One form in one panel. It keeps the draft; the page may go and come as VS Code likes. */
export class FormPanel implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private readonly closed = new AbortController();
  private submitting: AbortController | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly context: FormContext,
    private subject: FormSubject,
  ) {
    const { connections, crons, app } = context;
    const receive = serve<FormRequests, FormNotice>({
      handlers: this.handlers(),
      paramGuards: formParamGuards,
      isNotice: isFormNotice,
      onNotice: (notice) => this.receiveNotice(notice),
      post: (message) => void panel.webview.postMessage(message),
      describeFailure: (request, failure) => this.describeFailure(request, failure),
      onUnknown: (what) => app.log.warn(`Form: dropped a message, ${what}`),
    });
    this.disposables.push(
      panel.webview.onDidReceiveMessage(receive),
      panel.onDidDispose(() => this.dispose()),
      crons.onDidChange((changed) => changed.connection.id === subject.connection.id && this.tellTarget()),
      connections.onDidChange(() => this.tellTarget()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.askServer()),
    );
    const icon = (theme: string) =>
      vscode.Uri.joinPath(app.context.extensionUri, "media", "icons", `form-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.webview.options = formWebviewOptions(app.context.extensionUri);
    panel.webview.html = this.html();
    void this.askServer();
  }

  dispose(): void {
    this.closed.abort();
    for (const disposable of this.disposables.splice(0)) {
      disposable.dispose();
    }
  }

  private handlers(): Handlers<FormRequests> {
    const { connection, specName } = this.subject;
    const { crons } = this.context;
    return {
      load: ({ zone }) => {
        personZone.learn(zone);
        return this.state();
      },
      assistants: () => this.choices((server) => assistantChoices(server, { signal: this.closed.signal })),
      threads: ({ search }) => this.choices((server) => threadChoices(server, search, { signal: this.closed.signal })),
      nodes: ({ assistant }) =>
        assistant === ""
          ? {
              kind: "unavailable",
              message: vscode.l10n.t("Choose an assistant to see its graph’s nodes, or type a node’s name."),
            }
          : this.choices((server) => nodeChoices(server, assistant, { signal: this.closed.signal })),
      preview: (cron) => {
        const now = Date.now();
        return previewSchedule(cron, {
          now,
          localZone: localZone(),
          describe: scheduleWords,
          dialect: this.connection().dialect,
          elsewhere: (parsed, zone) => elsewhereWords(parsed, zone, now),
          moment: (time, zone) => momentWords(time, zone, now),
        });
      },
      check: ({ arguments: raw }) => findingMessages(raw, checkDraft(raw, this.connection(), crons)),
      submit: ({ arguments: raw }) => this.submit(raw),
      cancelSubmit: () => {
        this.submitting?.abort();
        return null;
      },
      saveAsSpec: async ({ arguments: raw }) => {
        await saveAsSpec(raw, specName);
        return null;
      },
      revealCron: async ({ cronId }) => {
        await runCommand("langgraphCrons.explorer.reveal", connection.id, cronId);
        return null;
      },
      act: async ({ action }) => {
        await this.act(action);
        return null;
      },
    };
  }

  private state(): FormState {
    const { connection, draft, specName } = this.subject;
    const translate = (text: string) => vscode.l10n.t(text);
    return {
      connection: connection.id,
      target: targetOf(this.connection(), this.context.crons.state(connection)),
      draft,
      specName,
      fields: formFields(translate),
      sections: formSectionsIn(translate),
      strings: formStringsIn(translate),
      localZone: localZone(),
    };
  }

  /** As it is now: it may have been renamed since the form was opened. */
  private connection() {
    return this.context.connections.get(this.subject.connection.id) ?? this.subject.connection;
  }

  private receiveNotice(notice: FormNotice): void {
    if (notice.notice === "draftChanged") {
      this.subject = { ...this.subject, draft: notice.draft };
    } else {
      this.context.app.log.warn(`Form: ${plainText(notice.what)}`);
    }
  }

  /** Only the first of two that overlap sends anything. */
  private async submit(raw: RawArguments): Promise<SubmitReply> {
    if (this.submitting !== undefined) {
      return { kind: "failed", message: vscode.l10n.t("This form is being submitted already."), action: null };
    }
    const submitting = new AbortController();
    this.submitting = submitting;
    try {
      return await submitForm(raw, {
        ...this.context,
        subject: this.subject,
        signal: submitting.signal,
        onStep: (step) => this.tell({ event: "step", step }),
      });
    } finally {
      this.submitting = undefined;
    }
  }

  /** What a picker offers. Without trust, and without an answer, it says why; typing always works. */
  private async choices(read: (server: AgentServer) => Promise<readonly Choice[]>): Promise<Choices> {
    try {
      return { kind: "list", choices: await read(await this.context.crons.server(this.connection())) };
    } catch (failure) {
      if (failure instanceof ServerFailure) {
        return { kind: "unavailable", message: serverProblemMessage(failure.problem) };
      }
      if (failure instanceof UntrustedWorkspace) {
        return { kind: "unavailable", message: failure.message };
      }
      throw failure;
    }
  }

  private async askServer(): Promise<void> {
    this.tellTarget();
    if (vscode.workspace.isTrusted && this.context.crons.state(this.subject.connection).kind === "unknown") {
      await this.context.crons.refresh(this.connection(), this.closed.signal);
    }
  }

  private tellTarget(): void {
    const state = this.context.crons.state(this.subject.connection);
    this.tell({ event: "targetChanged", target: targetOf(this.connection(), state) });
  }

  private tell(event: FormEvent): void {
    void this.panel.webview.postMessage(event);
  }

  private async act(action: FailureAction): Promise<void> {
    switch (action) {
      case "manageTrust":
        await vscode.commands.executeCommand("workbench.trust.manage");
        return;
      case "editConnection":
        await runCommand("langgraphCrons.connection.edit", { kind: "connection", connection: this.connection() });
        return;
      case "showLog":
        this.context.app.log.show();
        return;
    }
  }

  private describeFailure(request: string, failure: unknown): string {
    this.context.app.log.error(
      `Form ${request}: ${failure instanceof Error ? (failure.stack ?? "") : String(failure)}`,
    );
    return failure instanceof Error ? failure.message : String(failure);
  }

  private html(): string {
    const { webview } = this.panel;
    const dist = vscode.Uri.joinPath(this.context.app.context.extensionUri, "dist");
    const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
    return cronFormHtml({
      nonce: randomBytes(16).toString("hex"),
      cspSource: webview.cspSource,
      scriptUri: uri("cronForm.js"),
      styleUri: uri("cronForm.css"),
      language: vscode.env.language,
      title: this.panel.title,
    });
  }
}

export function formWebviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableForms: false,
    localResourceRoots: ["dist", "media"].map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}
