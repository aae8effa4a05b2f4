import * as vscode from "vscode";
import {
  isReportNotice,
  type Report,
  type ReportEvent,
  type ReportNotice,
  type ReportRequests,
  reportParamGuards,
} from "../../protocol/report";
import { serve } from "../../protocol/rpc";
import type { App } from "../app/app";
import { failureMessage } from "../app/reportFailure";
import { plainText } from "../words/plainText";
import { fillPanel, pageOptions } from "./fillPanel";

/** The subject of a report, as long as its tab is open. */
export interface ReportSource extends vscode.Disposable {
  /** The tab's title; server text is cleaned. */
  readonly title: string;
  /** Fires when `report` returns something else. */
  readonly onDidChange: vscode.Event<void>;
  report(): Report;
  /** Runs one of the report's actions. What it throws is shown in the page. */
  act(id: string, text: string | null): Promise<void>;
}

interface Opened {
  readonly panel: vscode.WebviewPanel;
  readonly source: ReportSource;
}

/** Read-only pages about one thing each: opening the same one again shows its tab. */
export class ReportPanels implements vscode.Disposable {
  private readonly opened = new Map<string, Opened>();

  constructor(
    private readonly app: App,
    private readonly viewType: string,
  ) {}

  dispose(): void {
    for (const { panel } of this.opened.values()) panel.dispose();
  }

  /** `key` names the subject; `make` is called if it has no tab yet. */
  open(key: string, make: () => ReportSource): void {
    const known = this.opened.get(key);
    if (known !== undefined) {
      known.panel.reveal();
      return;
    }
    const source = make();
    const options = { enableFindWidget: true, ...pageOptions(this.app.context.extensionUri) };
    const panel = vscode.window.createWebviewPanel(this.viewType, source.title, vscode.ViewColumn.Active, options);
    this.attach(key, panel, source);
  }

  /** Fills a tab that VS Code has brought back after a reload. */
  restore(panel: vscode.WebviewPanel, key: string, source: ReportSource): void {
    this.attach(key, panel, source);
  }

  private attach(key: string, panel: vscode.WebviewPanel, source: ReportSource): void {
    const { log } = this.app;
    this.opened.set(key, { panel, source });
    const post = (message: unknown) => void panel.webview.postMessage(message);
    const receive = serve<ReportRequests, ReportNotice>({
      handlers: {
        load: () => ({ key, report: source.report() }),
        act: async ({ id, text }) => {
          await source.act(id, text);
          return null;
        },
      },
      paramGuards: reportParamGuards,
      isNotice: isReportNotice,
      onNotice: ({ what }) => log.warn(`Report: ${plainText(what)}`),
      post,
      describeFailure: (request, failure) => {
        log.error(`Report ${request}: ${failure instanceof Error ? (failure.stack ?? "") : String(failure)}`);
        return failureMessage(failure);
      },
      onUnknown: (what) => log.warn(`Report: dropped a message, ${what}`),
    });
    const listeners = [
      panel.webview.onDidReceiveMessage(receive),
      source.onDidChange(() => {
        panel.title = source.title;
        post({ event: "changed", report: source.report() } satisfies ReportEvent);
      }),
    ];
    panel.onDidDispose(() => {
      for (const listener of listeners) listener.dispose();
      this.opened.delete(key);
      source.dispose();
    });
    fillPanel(panel, this.app.context.extensionUri, "report");
  }
}
