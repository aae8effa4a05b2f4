import * as vscode from "vscode";
import { specName } from "../../core/server/stored/specName";
import { runCommand } from "../../platform/app/app";
import { DrawSoon } from "../../platform/host/drawSoon";
import { keyOf } from "../../platform/pages/reportSource";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import { refOf } from "../../platform/servers/cronRef";
import type { ServerStore } from "../../platform/servers/serverStore";
import type { UpcomingAct, UpcomingView } from "../../protocol/upcoming";
import { idsOfSubject, type UpcomingSubject } from "./upcomingSubject";
import { rowId, type UpcomingFacts, type UpcomingRow, upcomingRows, upcomingView } from "./upcomingView";

export interface UpcomingParts {
  readonly connections: Connections;
  readonly servers: ServerStore;
  readonly log: vscode.LogOutputChannel;
}

/** Milliseconds: news of several crons at once are drawn once. */
const gathering = 250;
/** A server is asked for the runs of so many crons at once. */
const together = 4;
/** The page asks for the rows in sight. */
const mostAsked = 60;

/** The crons of a page: follows what is known of their servers, and reads what the page wants to show. */
export class UpcomingSource implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly soon = new DrawSoon(() => this.changed.fire(), gathering);
  private readonly listeners: vscode.Disposable;
  private readonly workers = new Map<string, number>();
  private looks: readonly vscode.Disposable[] = [];
  private isSeen = false;

  constructor(
    private readonly subject: UpcomingSubject,
    private readonly parts: UpcomingParts,
  ) {
    this.listeners = vscode.Disposable.from(
      parts.servers.onDidChange(({ connection }) => {
        if (subject.some(({ connectionId }) => connectionId === connection.id)) this.soon.ask();
      }),
      parts.connections.onDidChange(() => {
        this.look();
        this.soon.ask();
      }),
    );
  }

  dispose(): void {
    this.attend(false);
    this.listeners.dispose();
    this.soon.dispose();
    this.changed.dispose();
  }

  get key(): string {
    return keyOf(...idsOfSubject(this.subject));
  }

  /** Whether somebody looks: its servers are kept up to date as long, whatever the tree shows. */
  attend(isSeen: boolean): void {
    if (isSeen === this.isSeen) return;
    this.isSeen = isSeen;
    this.look();
  }

  view(): UpcomingView {
    return upcomingView(this.facts());
  }

  /** Reads the servers that were not read yet, or all of them again. Never throws: the view says what is wrong. */
  async read(again: boolean): Promise<void> {
    const { servers } = this.parts;
    await Promise.all(
      this.found().map(async (connection) => {
        if (again) await servers.reload(connection);
        else if (!servers.snapshot(connection).isComplete) await servers.refresh(connection);
        await this.askWorkers(connection);
      }),
    );
    this.soon.ask();
  }

  /** The past runs of these rows, as far as they were not read. */
  async readRuns(ids: readonly string[]): Promise<void> {
    const { log, servers } = this.parts;
    const wanted = new Set(ids.slice(0, mostAsked));
    const rows = upcomingRows(this.facts()).filter(
      (row) => wanted.has(rowId(row)) && servers.knownRuns(row.connection, row.cron) === undefined,
    );
    const left = rows.values();
    const work = async () => {
      for (const { connection, cron } of left) {
        try {
          await servers.runs(connection, cron);
        } catch (failure) {
          // The other rows may be readable; that a server does not answer is told with its state.
          log.warn(`${connection.url}: ${String(failure)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: together }, work));
    if (rows.length > 0) this.soon.ask();
  }

  async act(act: UpcomingAct): Promise<void> {
    if (act.kind === "refresh") return this.read(true);
    const row = upcomingRows(this.facts()).find((each) => rowId(each) === act.cron);
    if (row === undefined) throw new Error(vscode.l10n.t("The cron is not on the server any more."));
    await this.actOn(row, act);
  }

  private async actOn(
    { connection, cron }: UpcomingRow,
    act: Exclude<UpcomingAct, { kind: "refresh" }>,
  ): Promise<void> {
    const ref = refOf(connection, cron);
    switch (act.kind) {
      case "cron":
        return runCommand("langgraphCrons.cron.page", ref, "stay");
      case "edit":
        return runCommand("langgraphCrons.spec.propose", ref, {
          name: specName(cron),
          before: cron.schedule,
          schedule: act.schedule,
        });
      case "run": {
        const run = this.parts.servers.knownRuns(connection, cron)?.runs.find(({ run_id }) => run_id === act.run);
        const threadId = run?.thread_id ?? cron.thread_id;
        if (threadId === null) throw new Error(vscode.l10n.t("The run is not on the server any more."));
        const { connectionId, cronId } = ref;
        return runCommand("langgraphCrons.run.open", { connectionId, cronId, threadId, runId: act.run }, "stay");
      }
    }
  }

  private look(): void {
    const before = this.looks;
    this.looks = this.isSeen ? this.found().map((connection) => this.parts.servers.look(connection)) : [];
    for (const look of before) look.dispose();
  }

  private found(): readonly Connection[] {
    const ids = [...new Set(this.subject.map(({ connectionId }) => connectionId))];
    return ids.flatMap((id) => this.parts.connections.get(id) ?? []);
  }

  private facts(): UpcomingFacts {
    const { subject, workers } = this;
    return { servers: this.parts.servers, connections: this.found(), subject, workers, now: Date.now() };
  }

  private async askWorkers(connection: Connection): Promise<void> {
    try {
      const server = await this.parts.servers.server(connection);
      const metrics = await server.metrics();
      if (metrics?.workers != null) this.workers.set(connection.id, metrics.workers.max);
    } catch (failure) {
      // Not every deployment shows them, and the page says that they are not known.
      this.parts.log.debug(`${connection.url}: ${String(failure)}`);
    }
  }
}
