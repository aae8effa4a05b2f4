import * as vscode from "vscode";
import { inTurn } from "../../core/base/inTurn";
import { isSuccessor } from "../../core/compare/isSuccessor";
import { isChangedOnServer } from "../../core/lifecycle/onServer/cronHash";
import type { Cron } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import { isFinishedHash, metadataKeys } from "../../core/server/stored/ownMetadata";
import { type Connection, connectionKey } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { CronRef } from "../../platform/servers/cronRef";
import type { ServerChange } from "../../platform/servers/serverRecord";
import type { ServerStore } from "../../platform/servers/serverStore";
import { cronWords } from "../../platform/words/cronWords";

export interface CronPageParts {
  readonly connections: Connections;
  readonly servers: ServerStore;
}

/** A cron with what is derived from it and takes longer than a drawing may. */
export interface ReadCron {
  readonly cron: Cron;
  /** Its schedule in words. */
  readonly words: string;
  /** Whether somebody has changed it since it was submitted; undefined: not known, or never submitted. */
  readonly isChanged: boolean | undefined;
}

/**
 * One cron as its page follows it: it reads what the page shows and the store does not know, and goes on with the cron
 * that takes its place. While nobody can see the page, it asks nothing.
 */
export class CronSubject implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listener: vscode.Disposable;
  private current: ReadCron | undefined;
  private problem: unknown;
  private gone = false;
  private moved = false;
  private runsRead = false;
  private isVisible = false;
  private isClosed = false;
  /** Something has changed while nobody could see the page. */
  private isBehind = true;
  /** To be read again, though it is known. */
  private isOutdated = false;
  private connectionKey: string | undefined;
  /** The failed run for whose error the server was asked. */
  private explained: string | undefined;

  constructor(
    private named: CronRef,
    private readonly parts: CronPageParts,
  ) {
    this.connectionKey = this.connection && connectionKey(this.connection);
    this.listener = vscode.Disposable.from(
      parts.servers.onDidChange((change) => void this.follow(change)),
      parts.connections.onDidChange(() => this.followConnection()),
    );
  }

  dispose(): void {
    this.isClosed = true;
    this.listener.dispose();
    this.changed.dispose();
  }

  get ref(): CronRef {
    return this.named;
  }

  get connection(): Connection | undefined {
    return this.parts.connections.get(this.named.connectionId);
  }

  /** As it was known last; undefined before it was read. */
  get cron(): ReadCron | undefined {
    return this.current;
  }

  /** Whether the server has no such cron any more, and none in its place. */
  get isGone(): boolean {
    return this.gone;
  }

  /** Whether it is another one than at first, in the place of that. */
  get hasMoved(): boolean {
    return this.moved;
  }

  get hasRuns(): boolean {
    return this.runsRead;
  }

  /** Why the last reading failed. */
  get failure(): unknown {
    return this.problem;
  }

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    if (isVisible && this.isBehind) void this.read();
  }

  /** Everything is to be read again. */
  outdate(): void {
    this.isOutdated = true;
    this.gone = false;
    this.runsRead = false;
    if (this.connection !== undefined) this.parts.servers.outdateRuns(this.connection, this.named.cronId);
  }

  /** Asks only for what the page shows and the store does not know. Never throws: see `failure`. */
  readonly read = inTurn(() => this.readOnce());

  private async readOnce(): Promise<void> {
    const { connection } = this;
    if (this.isClosed || connection === undefined) return this.tell();
    this.isBehind = false;
    this.problem = undefined;
    try {
      await this.take(connection);
      if (!this.gone) await this.ask(connection);
    } catch (failure) {
      const isNotFound = failure instanceof ServerFailure && failure.problem.kind === "notFound";
      if (isNotFound && this.known(connection) === undefined) this.gone = true;
      this.problem = failure;
    }
    this.tell();
  }

  private async ask(connection: Connection): Promise<void> {
    const { servers } = this.parts;
    if (this.known(connection)?.payload === undefined || this.isOutdated) {
      await (await servers.server(connection)).getCron(this.named.cronId);
      this.isOutdated = false;
      await this.take(connection);
    }
    const cron = this.known(connection);
    if (cron === undefined) return;
    await servers.runs(connection, cron);
    this.runsRead = true;
    await this.askThread(connection, cron);
  }

  /** The thread, if it is not known, or what the run that failed last has said. */
  private async askThread(connection: Connection, cron: Cron): Promise<void> {
    const { servers } = this.parts;
    const { thread_id } = cron;
    if (thread_id === null) return;
    const health = servers.health(connection, cron);
    const failed = health.kind === "failed" && health.error === undefined ? health.lastRun?.run.run_id : undefined;
    const isMissing = failed !== undefined && failed !== this.explained;
    if (servers.thread(connection, thread_id) !== undefined && !isMissing) return;
    this.explained = failed;
    await (await servers.server(connection)).getThread(thread_id);
  }

  private async follow({ added, changed, connection, removed, state }: ServerChange): Promise<void> {
    const { cronId, connectionId } = this.named;
    if (connection.id !== connectionId) return;
    const isAbout = [added, changed, removed].some((ids) => ids.includes(cronId));
    if (!isAbout && !state && !(this.gone && added.length > 0)) return;
    const isProblem = this.parts.servers.state(connection).kind === "problem";
    // A server that refuses the key takes all its rows with it.
    if (removed.includes(cronId) && !isProblem) this.gone = true;
    await this.takeNews(connection, this.problem === undefined || !isProblem);
  }

  private followConnection(): void {
    const { connection } = this;
    const key = connection && connectionKey(connection);
    if (key === this.connectionKey) return;
    this.connectionKey = key;
    this.outdate();
    if (connection === undefined) this.tell();
    else void this.takeNews(connection, true);
  }

  private async takeNews(connection: Connection, mayAsk: boolean): Promise<void> {
    if (this.isVisible && mayAsk) return this.read();
    this.isBehind = true;
    await this.take(connection);
    this.tell();
  }

  /** Takes the cron as it is known now, or the one that has taken its place. Asks nothing. */
  private async take(connection: Connection): Promise<void> {
    const { current } = this;
    if (this.gone && current !== undefined) {
      const successor = this.parts.servers.crons(connection).find((each) => isSuccessor(each, current.cron));
      if (successor !== undefined) this.moveTo(successor);
    }
    const cron = this.known(connection);
    if (cron === undefined || cron === current?.cron) return;
    this.gone = false;
    const isHashed = cron.payload !== undefined && isFinishedHash(cron.metadata[metadataKeys.hash]);
    const words = await cronWords(cron, connection.dialect);
    this.current = { cron, words, isChanged: isHashed ? await isChangedOnServer(cron) : undefined };
    this.tell();
  }

  private moveTo({ cron_id }: Cron): void {
    this.named = { ...this.named, cronId: cron_id };
    this.moved = true;
    this.runsRead = false;
  }

  private known(connection: Connection): Cron | undefined {
    return this.parts.servers.cron(connection, this.named.cronId);
  }

  private tell(): void {
    if (!this.isClosed) this.changed.fire();
  }
}
