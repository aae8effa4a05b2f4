import type * as vscode from "vscode";
import { Disposable, EventEmitter } from "./events";

export enum ViewColumn {
  Active = -1,
  Beside = -2,
}

/** A panel whose page is a test: what the host posts is kept, and `say` is the page speaking. */
export class StubPanel {
  readonly posted: unknown[] = [];
  /** Where it was opened; undefined if VS Code brought it back. */
  readonly opened: unknown;
  /** Each time with whether the focus stayed where it was. */
  readonly revealed: boolean[] = [];
  visible = true;
  active = true;
  iconPath: unknown;
  options = {};
  private isDisposed = false;
  private readonly disposed = new EventEmitter<void>();
  private readonly received = new EventEmitter<unknown>();
  private readonly changedViewState = new EventEmitter<unknown>();
  readonly onDidDispose = this.disposed.event;
  readonly onDidChangeViewState = this.changedViewState.event;
  private readonly page: Pick<vscode.Webview, "cspSource" | "onDidReceiveMessage" | "postMessage" | "asWebviewUri"> & {
    html: string;
    options: vscode.WebviewOptions;
  };

  constructor(
    readonly viewType: string,
    public title: string,
    opened?: unknown,
  ) {
    this.opened = opened;
    this.page = {
      cspSource: "https://webview.test",
      html: "",
      options: {},
      onDidReceiveMessage: this.received.event,
      postMessage: async (message) => {
        if (this.visible) this.posted.push(message);
        return this.visible;
      },
      asWebviewUri: (uri) => uri,
    };
  }

  /** As VS Code does, throws once the panel is gone. */
  get webview() {
    if (this.isDisposed) throw new Error("Webview is disposed");
    return this.page;
  }

  say(message: unknown): void {
    this.received.fire(message);
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.active = visible;
    this.changedViewState.fire({ webviewPanel: this });
  }

  get isGone(): boolean {
    return this.isDisposed;
  }

  reveal(_column?: number, preserveFocus = false): void {
    this.revealed.push(preserveFocus);
    this.show(true);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.visible = false;
    this.disposed.fire();
  }
}

export const stubPanels: StubPanel[] = [];

export function createWebviewPanel(viewType: string, title: string, place: unknown): StubPanel {
  const panel = new StubPanel(viewType, title, place);
  stubPanels.push(panel);
  return panel;
}

export function registerWebviewPanelSerializer(): Disposable {
  return new Disposable(() => undefined);
}
