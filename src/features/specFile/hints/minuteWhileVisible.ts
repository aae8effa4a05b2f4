import * as vscode from "vscode";
import { isSpecDocument } from "../../../platform/specs/specSelector";

const minute = 60_000;

/** Fires at each full minute while a spec file is visible, so that “next” stays correct. */
export class MinuteWhileVisible implements vscode.Disposable {
  private readonly ticked = new vscode.EventEmitter<void>();
  readonly onDidTick = this.ticked.event;
  private readonly listener = vscode.window.onDidChangeVisibleTextEditors(() => this.update());
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    this.update();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listener.dispose();
    this.ticked.dispose();
  }

  private update(): void {
    const visible = vscode.window.visibleTextEditors.some(({ document }) => isSpecDocument(document));
    if (!visible) {
      clearTimeout(this.timer);
      this.timer = undefined;
    } else {
      this.timer ??= setTimeout(() => this.tick(), minute - (Date.now() % minute));
    }
  }

  private tick(): void {
    this.timer = undefined;
    this.ticked.fire();
    this.update();
  }
}
