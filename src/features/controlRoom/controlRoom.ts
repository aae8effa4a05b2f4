import * as vscode from "vscode";
import { readSetting } from "../../platform/host/settings";
import type { CronRef } from "../../platform/servers/cronRef";
import { AttentionPick, type ControlRoomParts } from "./attentionPick";
import { AttentionStatus } from "./attentionStatus";
import { openTrouble } from "./openTrouble";

/** What needs attention on all connections, from anywhere. Loaded with the first use. */
export class ControlRoom implements vscode.Disposable {
  private status: AttentionStatus | undefined;
  private readonly listener: vscode.Disposable;

  constructor(private readonly parts: ControlRoomParts) {
    this.listener = vscode.workspace.onDidChangeConfiguration(() => this.followSetting());
    this.followSetting();
  }

  dispose(): void {
    this.listener.dispose();
    this.status?.dispose();
  }

  show(): void {
    new AttentionPick(this.parts).show();
  }

  open(cron: CronRef): Promise<void> {
    return openTrouble(this.parts, cron);
  }

  private followSetting(): void {
    if (readSetting("attentionInStatusBar")) this.status ??= new AttentionStatus(this.parts);
    else {
      this.status?.dispose();
      this.status = undefined;
    }
  }
}
