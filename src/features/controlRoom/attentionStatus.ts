import * as vscode from "vscode";
import { DrawSoon } from "../../platform/host/drawSoon";
import { attentionCount } from "../../platform/words/attentionCount";
import { cronTitle } from "../../platform/words/cronTitle";
import { healthWord } from "../../platform/words/healthInWords";
import { plainText } from "../../platform/words/plainText";
import type { ControlRoomParts } from "./attentionPick";
import { knownTroubles, type Trouble } from "./troubles";

const mostNamed = 10;
/** Milliseconds: a count is drawn at most that often. */
const gathering = 500;

/** An item in the status bar while something needs attention, of what is known: it asks no server. */
export class AttentionStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("langgraphCrons.attention", vscode.StatusBarAlignment.Left);
  private readonly listeners: vscode.Disposable;
  private readonly soon = new DrawSoon(() => this.draw(), gathering);

  constructor(private readonly parts: ControlRoomParts) {
    this.item.name = vscode.l10n.t("Crons That Need Attention");
    this.item.command = "langgraphCrons.attention.show";
    this.listeners = vscode.Disposable.from(
      this.item,
      this.soon,
      parts.servers.onDidChange(() => this.soon.ask()),
      parts.connections.onDidChange(() => this.soon.ask()),
    );
    this.draw();
  }

  dispose(): void {
    this.listeners.dispose();
  }

  private draw(): void {
    const troubles = knownTroubles(this.parts.connections, this.parts.servers);
    if (troubles.length === 0) {
      this.item.hide();
      return;
    }
    const words = attentionCount(troubles.length);
    this.item.text = `$(warning) ${words}`;
    this.item.tooltip = [...troubles.slice(0, mostNamed).map(troubleLine), ...rest(troubles.length)].join("\n");
    this.item.accessibilityInformation = { label: words, role: "button" };
    this.item.show();
  }
}

function troubleLine({ connection, cron, health }: Trouble): string {
  return `${cronTitle(cron)}: ${healthWord(health, Date.now())} · ${plainText(connection.name)}`;
}

function rest(count: number): readonly string[] {
  return count > mostNamed ? [vscode.l10n.t("and {0} more", count - mostNamed)] : [];
}
