import * as vscode from "vscode";
import type { App } from "../../platform/app/app";
import { failureMessage } from "../../platform/app/reportFailure";
import { readSetting } from "../../platform/host/settings";
import { fillPanel } from "../../platform/pages/fillPanel";
import { plainText } from "../../platform/words/plainText";
import { serve } from "../../protocol/rpc";
import {
  isUpcomingNotice,
  type UpcomingEvent,
  type UpcomingNotice,
  type UpcomingRequests,
  upcomingParamGuards,
} from "../../protocol/upcoming";
import { upcomingStringsIn } from "../../protocol/upcomingStrings";
import { savePicture } from "./savePicture";
import type { UpcomingSource } from "./upcomingSource";

/** A tab with the coming runs of some crons. */
export class UpcomingTab {
  constructor(
    private readonly app: App,
    private readonly panel: vscode.WebviewPanel,
    readonly source: UpcomingSource,
    onClose: () => void,
  ) {
    const attend = () => source.attend(readSetting("liveUpdates") && panel.visible && vscode.window.state.focused);
    const listeners = [
      panel.onDidChangeViewState(attend),
      vscode.window.onDidChangeWindowState(attend),
      vscode.workspace.onDidChangeConfiguration(attend),
      panel.webview.onDidReceiveMessage(this.receiver()),
      source.onDidChange(() => this.post({ event: "changed", view: source.view() } satisfies UpcomingEvent)),
    ];
    panel.onDidDispose(() => {
      vscode.Disposable.from(...listeners, source).dispose();
      onClose();
    });
    // The page asks for its content when it has loaded.
    fillPanel(panel, app.context.extensionUri, "upcoming");
    void source.read(false);
    attend();
  }

  reveal(): void {
    this.panel.reveal();
  }

  close(): void {
    this.panel.dispose();
  }

  private post(message: unknown): void {
    void this.panel.webview.postMessage(message);
  }

  private receiver(): (message: unknown) => Promise<void> {
    const { app, source } = this;
    return serve<UpcomingRequests, UpcomingNotice>({
      handlers: {
        load: () => ({
          key: source.key,
          strings: upcomingStringsIn((text) => vscode.l10n.t(text)),
          view: source.view(),
        }),
        act: async (act) => {
          await source.act(act);
          return null;
        },
        readRuns: async (ids) => {
          await source.readRuns(ids);
          return null;
        },
        save: async (picture) => {
          await savePicture(picture);
          return null;
        },
      },
      paramGuards: upcomingParamGuards,
      isNotice: isUpcomingNotice,
      onNotice: ({ what }) => app.log.warn(`Upcoming: ${plainText(what)}`),
      post: (message) => this.post(message),
      describeFailure: (request, failure) => {
        app.log.error(`Upcoming ${request}: ${failure instanceof Error ? (failure.stack ?? "") : String(failure)}`);
        return failureMessage(failure);
      },
      onUnknown: (what) => app.log.warn(`Upcoming: dropped a message, ${what}`),
    });
  }
}
