import * as vscode from "vscode";
import {
  isReportNotice,
  type ReportEvent,
  type ReportNotice,
  type ReportRequests,
  reportParamGuards,
} from "../../protocol/report";
import { serve } from "../../protocol/rpc";
import type { App } from "../app/app";
import { failureMessage } from "../app/reportFailure";
import { plainText } from "../words/plainText";
import { fillPanel } from "./fillPanel";
import type { ReportSource } from "./reportSource";

/** A tab with a report, which can be given another one. */
export class ReportTab {
  private readonly listeners: readonly vscode.Disposable[];
  private following: vscode.Disposable;

  constructor(
    private readonly app: App,
    private readonly panel: vscode.WebviewPanel,
    private shown: ReportSource,
    /** The next glance at something else takes this tab over. */
    private isPreview: boolean,
    onClose: (tab: ReportTab) => void,
  ) {
    this.listeners = [
      panel.webview.onDidReceiveMessage(this.receiver()),
      panel.onDidChangeViewState(() => this.shown.setVisible(panel.visible)),
    ];
    panel.onDidDispose(() => {
      vscode.Disposable.from(...this.listeners, this.following, this.shown).dispose();
      onClose(this);
    });
    this.following = this.follow();
  }

  get source(): ReportSource {
    return this.shown;
  }

  get canBeTaken(): boolean {
    return this.isPreview;
  }

  show(source: ReportSource): void {
    this.following.dispose();
    this.shown.dispose();
    this.shown = source;
    this.following = this.follow();
  }

  reveal(preserveFocus: boolean): void {
    this.panel.reveal(undefined, preserveFocus);
  }

  keep(): void {
    this.isPreview = false;
  }

  close(): void {
    this.panel.dispose();
  }

  private follow(): vscode.Disposable {
    const { app, panel, shown } = this;
    panel.title = shown.title;
    shown.setVisible(panel.visible);
    // The page asks for its report when it has loaded.
    fillPanel(panel, app.context.extensionUri, "report");
    return shown.onDidChange(() => {
      panel.title = shown.title;
      this.post({ event: "changed", key: shown.key, report: shown.report() } satisfies ReportEvent);
    });
  }

  private post(message: unknown): void {
    void this.panel.webview.postMessage(message);
  }

  private receiver(): (message: unknown) => Promise<void> {
    const { log } = this.app;
    return serve<ReportRequests, ReportNotice>({
      handlers: {
        load: () => ({ key: this.shown.key, report: this.shown.report() }),
        act: async ({ id, text }) => {
          this.keep();
          await this.shown.act(id, text);
          return null;
        },
      },
      paramGuards: reportParamGuards,
      isNotice: isReportNotice,
      onNotice: ({ what }) => log.warn(`Report: ${plainText(what)}`),
      post: (message) => this.post(message),
      describeFailure: (request, failure) => {
        log.error(`Report ${request}: ${failure instanceof Error ? (failure.stack ?? "") : String(failure)}`);
        return failureMessage(failure);
      },
      onUnknown: (what) => log.warn(`Report: dropped a message, ${what}`),
    });
  }
}
