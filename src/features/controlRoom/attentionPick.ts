import * as vscode from "vscode";
import { runCommand } from "../../platform/app/app";
import { DrawSoon } from "../../platform/host/drawSoon";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import { refOf } from "../../platform/servers/cronRef";
import type { ServerStore } from "../../platform/servers/serverStore";
import { cronTitle } from "../../platform/words/cronTitle";
import { healthIcon, healthSentence } from "../../platform/words/healthInWords";
import { plainText } from "../../platform/words/plainText";
import { serverProblemMessage } from "../../platform/words/serverProblemMessage";
import { shortHealth } from "../../platform/words/shortHealth";
import { askErrors, errorsToAsk } from "./askErrors";
import { knownTroubles, type Trouble } from "./troubles";

export interface ControlRoomParts {
  readonly connections: Connections;
  readonly servers: ServerStore;
  readonly log: vscode.LogOutputChannel;
}

/** A line of the list: a cron, a server that does not answer, or that there is nothing. */
interface Line extends vscode.QuickPickItem {
  readonly key: string;
  readonly open?: () => Promise<void>;
  readonly trouble?: Trouble;
}

/** Milliseconds: news of several crons at once are drawn once. */
const gathering = 100;

/** A list of what needs attention on all connections. It is filled as servers answer; a silent one holds up nobody. */
export class AttentionPick implements vscode.Disposable {
  private readonly pick = vscode.window.createQuickPick<Line>();
  private readonly openPage = { iconPath: new vscode.ThemeIcon("preview"), tooltip: vscode.l10n.t("Open Cron Page") };
  private readonly pause = { iconPath: new vscode.ThemeIcon("debug-pause"), tooltip: vscode.l10n.t("Pause Cron") };
  private readonly listeners: vscode.Disposable;
  /** Ids of the connections whose servers have not answered yet. */
  private readonly waitsFor = new Set<string>();
  /** Of those that could not be read. They are not asked again for this list. */
  private readonly failed = new Set<string>();
  private readonly soon = new DrawSoon(() => this.learn(), gathering);

  constructor(private readonly parts: ControlRoomParts) {
    const { pick } = this;
    Object.assign(pick, { matchOnDescription: true, matchOnDetail: true, keepScrollPosition: true });
    this.listeners = vscode.Disposable.from(
      parts.servers.onDidChange(() => this.soon.ask()),
      pick.onDidAccept(() => void this.accept(pick.activeItems[0])),
      pick.onDidTriggerItemButton(({ button, item }) => void this.press(button, item)),
      pick.onDidHide(() => this.dispose()),
    );
  }

  dispose(): void {
    this.soon.dispose();
    this.listeners.dispose();
    this.pick.dispose();
  }

  /** Shows what is known at once, and asks the servers that were not read yet. */
  show(): void {
    this.draw();
    this.pick.show();
    for (const connection of this.parts.connections.all()) void this.read(connection);
  }

  /** Something has changed, such as a cron that has just failed: what it said is read, too. */
  private learn(): void {
    this.draw();
    for (const connection of this.parts.connections.all()) {
      if (this.waitsFor.has(connection.id) || this.failed.has(connection.id)) continue;
      if (errorsToAsk(this.parts.servers, connection).length > 0) void this.read(connection);
    }
  }

  private async read(connection: Connection): Promise<void> {
    const { servers } = this.parts;
    this.waitsFor.add(connection.id);
    this.draw();
    try {
      if (!servers.snapshot(connection).isComplete) await servers.refresh(connection);
      await askErrors(servers, connection);
    } catch (failure) {
      // Its line says that it does not answer.
      this.failed.add(connection.id);
      this.parts.log.warn(`${connection.url}: ${String(failure)}`);
    }
    this.waitsFor.delete(connection.id);
    this.draw();
  }

  private draw(): void {
    this.soon.dispose();
    const { connections, servers } = this.parts;
    const { pick } = this;
    const troubles = knownTroubles(connections, servers).map((trouble) => this.lineOf(trouble));
    const lines = [...troubles, ...connections.all().flatMap((connection) => this.silenceOf(connection))];
    const [marked] = pick.activeItems;
    const isMoved = marked !== undefined && marked.key !== pick.items[0]?.key;
    pick.busy = this.waitsFor.size > 0;
    pick.placeholder = this.placeholder(troubles.length);
    pick.items = lines.length === 0 && this.waitsFor.size === 0 ? [nothing()] : lines;
    const again = isMoved ? pick.items.filter(({ key }) => key === marked.key) : [];
    if (again.length > 0) pick.activeItems = again;
  }

  private placeholder(count: number): string {
    if (this.waitsFor.size > 0) {
      return vscode.l10n.t("Needs attention: {0}. Asking {1} servers…", count, this.waitsFor.size);
    }
    return vscode.l10n.t("Needs attention: {0}. Enter opens the run, or the cron", count);
  }

  private lineOf(trouble: Trouble): Line {
    const { connection, cron, health } = trouble;
    const now = Date.now();
    const { servers } = this.parts;
    const thread = cron.thread_id === null ? undefined : servers.thread(connection, cron.thread_id);
    const server = plainText(connection.name);
    const where = connection.production ? vscode.l10n.t("{0} (production)", server) : server;
    return {
      key: `${connection.id} ${cron.cron_id}`,
      label: `$(${healthIcon(health).id}) ${cronTitle(cron)}`,
      description: `${shortHealth(health, thread, now)} · ${where}`,
      detail: healthSentence(health, cron.timezone, now),
      buttons: cron.enabled ? [this.openPage, this.pause] : [this.openPage],
      trouble,
      open: () => runCommand("langgraphCrons.attention.open", refOf(connection, cron)),
    };
  }

  private silenceOf(connection: Connection): readonly Line[] {
    const state = this.parts.servers.state(connection);
    if (state.kind !== "problem") return [];
    return [
      {
        key: connection.id,
        label: `$(debug-disconnect) ${plainText(connection.name)}`,
        description: vscode.l10n.t("can't be asked"),
        detail: serverProblemMessage(state.problem),
        open: () => runCommand("langgraphCrons.connection.test", { kind: "connection", connection }),
      },
    ];
  }

  private async accept(line: Line | undefined): Promise<void> {
    this.pick.hide();
    await line?.open?.();
  }

  private async press(button: vscode.QuickInputButton, { trouble }: Line): Promise<void> {
    if (trouble === undefined) return;
    const ref = refOf(trouble.connection, trouble.cron);
    if (button === this.pause) {
      await runCommand("langgraphCrons.cron.pause", ref);
      return;
    }
    this.pick.hide();
    await runCommand("langgraphCrons.cron.page", ref, "stay");
  }
}

function nothing(): Line {
  return { key: "", label: `$(pass) ${vscode.l10n.t("Nothing needs attention")}`, alwaysShow: true };
}
