import * as vscode from "vscode";
import type { App } from "../../../platform/app/app";
import { fillPanel } from "../../../platform/pages/fillPanel";
import { plainText } from "../../../platform/words/plainText";
import type { FormEvent, FormNotice, FormRequests } from "../../../protocol/cronForm";
import { formParamGuards, isFormNotice } from "../../../protocol/cronFormGuards";
import { serve } from "../../../protocol/rpc";
import { FormChanges } from "../controller/formChanges";
import type { FormController } from "../controller/formController";
import type { FormDocuments } from "../controller/formDocuments";
import { formHandlers, type HandlerPorts } from "../controller/formHandlers";
import { fixedName } from "../controller/formRecord";
import { formTarget } from "../controller/formState";
import type { WindowPorts } from "./windowPorts";

interface FormSurround extends Pick<HandlerPorts, "namesBeside"> {
  readonly documents: FormDocuments;
}

/** Connects a form with the tab that shows it. */
export class FormPanel implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly app: App,
    private readonly ports: WindowPorts,
    readonly form: FormController,
    beside: FormSurround,
    onClose: (panel: FormPanel) => void,
  ) {
    const changes = new FormChanges(form, ports);
    const trying = ports.trying(form, (view) => this.post({ event: "tryChanged", trying: view } satisfies FormEvent));
    const receive = serve<FormRequests, FormNotice>({
      handlers: formHandlers(form, ports.ofTab(form, { ...beside, closeTab: () => panel.dispose(), trying }), changes),
      paramGuards: formParamGuards,
      isNotice: isFormNotice,
      onNotice: (notice) => {
        this.receiveNotice(notice);
        if (notice.notice === "draftChanged") trying.outdate(notice.changed);
        else if (notice.notice === "documentChanged") beside.documents.formTyped(form.stored.form, notice);
      },
      post: (message) => this.post(message),
      describeFailure: (request, failure) => this.describeFailure(request, failure),
      onUnknown: (what) => app.log.warn(`Form: dropped a message, ${what}`),
    });
    this.disposables.push(
      trying,
      panel.webview.onDidReceiveMessage(receive),
      panel.onDidDispose(() => {
        this.dispose();
        onClose(this);
      }),
      panel.onDidChangeViewState(() => this.followView()),
      form.onEvent((event) => this.receiveEvent(event)),
      ports.onTargetChange(form, () => this.tellTarget()),
      ports.onCronChange(form, () => {
        changes.outdate();
        this.post({ event: "cronChanged" } satisfies FormEvent);
      }),
    );
    this.followView();
    this.name();
    fillPanel(panel, app.context.extensionUri, "cronForm");
  }

  /** The tab closes with the window, or is already closed. */
  dispose(): void {
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  /** Only the page knows what its fields hold, and where its user is. */
  tell(event: Extract<FormEvent, { event: "templateWanted" | `document${string}` }>): void {
    this.post(event);
  }

  reveal(): void {
    this.panel.reveal();
  }

  private followView(): void {
    this.form.setView(this.panel.visible ? "shown" : "hidden");
  }

  private receiveNotice(notice: FormNotice): void {
    if (notice.notice === "draftChanged") {
      this.form.draftChanged(notice.draft, notice.changed);
    } else if (notice.notice === "trouble") {
      this.app.log.warn(`Form: ${plainText(notice.what)}`);
    }
  }

  private receiveEvent(event: FormEvent): void {
    this.post(event);
    if (event.event === "restarted" || event.event === "phaseChanged") this.name();
  }

  private tellTarget(): void {
    this.post({ event: "targetChanged", target: formTarget(this.form, this.ports) } satisfies FormEvent);
  }

  /** A page that is unloaded, or about to be, requests everything when it returns. */
  private post(message: unknown): void {
    if (this.disposables.length > 0) void this.panel.webview.postMessage(message);
  }

  private name(): void {
    const { done, subject } = this.form.stored;
    const isOfCron = done !== null || subject.kind === "spec" || subject.kind === "cron";
    const name = isOfCron ? fixedName(this.form.stored) : null;
    this.panel.title = name === null ? vscode.l10n.t("Create Cron") : vscode.l10n.t("Cron “{0}”", plainText(name));
  }

  private describeFailure(request: string, failure: unknown): string {
    this.app.log.error(`Form ${request}: ${failure instanceof Error ? (failure.stack ?? "") : String(failure)}`);
    return this.ports.words.failure(failure);
  }
}
