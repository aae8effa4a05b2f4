import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import { systemClock } from "../core/clock";
import { doubtAfter } from "../core/lifecycle/doubtAfter";
import { finishOpenSubmissions } from "../core/lifecycle/finishOpenSubmissions";
import { pauseCron, resumeCron } from "../core/lifecycle/setEnabled";
import type { Journal, SubmitOutcome } from "../core/lifecycle/submission";
import { submitCron } from "../core/lifecycle/submitCron";
import { sweepCopies } from "../core/lifecycle/sweepCopies";
import type { AgentServer, CallOptions } from "../core/server/agentServer";
import type { Cron } from "../core/server/cron";
import { ServerFailure } from "../core/server/serverProblem";
import type { Connection } from "./connection";
import { openServer, requestTimeout } from "./openServer";
import { isRunning, ownProcess } from "./processes";
import type { Connections, CronService, ServerState } from "./services";
import { tellFinished } from "./tellFinished";

interface Known {
  readonly connection: Connection;
  readonly state: ServerState;
  readonly crons: readonly Cron[];
}

/** The crons of every connection, each asked on its own: a server that does not answer holds up no other. */
export class RemoteCronService implements CronService, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Connection>();
  readonly onDidChange = this.changed.event;
  private readonly known = new Map<string, Known>();
  private readonly refreshing = new Map<string, Promise<ServerState>>();
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly connections: Connections,
    private readonly journal: Journal,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.listener = connections.onDidChange(() => this.forgetChanged());
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  /** A new one each time: the key or the time-out may have changed, and it costs nothing until it is asked. */
  async server(connection: Connection): Promise<AgentServer> {
    return openServer(connection.url, await this.connections.secrets(connection), this.log);
  }

  state(connection: Connection): ServerState {
    return this.known.get(connection.id)?.state ?? { kind: "unknown" };
  }

  crons(connection: Connection): readonly Cron[] {
    return this.known.get(connection.id)?.crons ?? [];
  }

  /** Refreshes of one connection that overlap are one. */
  refresh(connection: Connection, signal?: AbortSignal): Promise<ServerState> {
    if (!vscode.workspace.isTrusted) {
      return Promise.resolve({ kind: "unknown" });
    }
    const running = this.refreshing.get(connection.id);
    if (running !== undefined) {
      return running;
    }
    if (this.state(connection).kind === "unknown") {
      this.learn({ connection, state: { kind: "connecting" }, crons: [] });
    }
    const started = this.read(connection, signal === undefined ? {} : { signal }).then((known) => {
      // Not one that was begun with an address or a key that has changed since.
      if (this.refreshing.get(connection.id) === started) {
        this.refreshing.delete(connection.id);
        this.learn(known);
      }
      return known.state;
    });
    this.refreshing.set(connection.id, started);
    return started;
  }

  async submit(connection: Connection, options: Parameters<CronService["submit"]>[1]): Promise<SubmitOutcome> {
    const server = await this.server(connection);
    try {
      return await submitCron({
        ...options,
        server,
        serverKey: journalKey(connection),
        dialect: connection.dialect,
        journal: this.journal,
        clock: systemClock,
        newSubmission: () => crypto.randomUUID(),
        owner: ownProcess,
        doubtMilliseconds: doubtAfter(requestTimeout()),
      });
    } finally {
      await this.readCrons(connection, server);
    }
  }

  async remove(connection: Connection, cronIds: readonly string[]): Promise<void> {
    const server = await this.server(connection);
    const removed = new Set<string>();
    try {
      for (const id of cronIds) {
        await server.deleteCron(id);
        removed.add(id);
      }
    } finally {
      this.replaceCrons(
        connection,
        this.crons(connection).filter((cron) => !removed.has(cron.cron_id)),
      );
    }
  }

  async setEnabled(connection: Connection, cron: Cron, enabled: boolean): Promise<void> {
    const server = await this.server(connection);
    const changed = await (enabled ? resumeCron(server, cron.cron_id) : pauseCron(server, cron.cron_id));
    // A list holds no payloads: one among them would only take memory.
    const { payload: _payload, ...listed } = changed;
    this.replaceCrons(
      connection,
      this.crons(connection).map((known) => (known.cron_id === cron.cron_id ? listed : known)),
    );
  }

  private async read(connection: Connection, options: CallOptions): Promise<Known> {
    try {
      const server = await this.server(connection);
      const info = await server.info(options);
      const crons = info.hasCrons ? await this.cleanCrons(connection, server, options) : [];
      const state: ServerState = info.hasCrons
        ? { kind: "ready", info }
        : { kind: "problem", problem: { kind: "noCrons", version: info.version } };
      return { connection, state, crons };
    } catch (failure) {
      this.log.warn(`${connection.url}: ${String(failure)}`);
      const problem =
        failure instanceof ServerFailure
          ? failure.problem
          : ({ kind: "notAgentServer", reason: String(failure) } as const);
      return { connection, state: { kind: "problem", problem }, crons: [] };
    }
  }

  /** All crons, after what an earlier crash or a lost answer left has been put in order. */
  private async cleanCrons(
    connection: Connection,
    server: AgentServer,
    options: CallOptions,
  ): Promise<readonly Cron[]> {
    const finished = await finishOpenSubmissions({
      ...options,
      server,
      serverKey: journalKey(connection),
      journal: this.journal,
      clock: systemClock,
      isAlive: isRunning,
    });
    for (const each of finished) {
      this.log.info(`An earlier submission (${each.entry.submission}) was finished: ${each.outcome}`);
      tellFinished(each, connection);
    }
    const crons = await server.allCrons(options);
    const swept = new Set(await sweepCopies(server, crons, options));
    for (const id of swept) {
      this.log.info(`The paused copy ${id} of a submission was deleted`);
    }
    return swept.size === 0 ? crons : crons.filter((cron) => !swept.has(cron.cron_id));
  }

  /** After a submit; that the list can't be read then must not hide how the submit ended. */
  private async readCrons(connection: Connection, server: AgentServer): Promise<void> {
    try {
      this.replaceCrons(connection, await server.allCrons());
    } catch (failure) {
      this.log.warn(`${connection.url}: ${String(failure)}`);
    }
  }

  private replaceCrons(connection: Connection, crons: readonly Cron[]): void {
    const known = this.known.get(connection.id);
    if (known !== undefined) {
      this.learn({ ...known, crons });
    }
  }

  /** An answer that comes after its connection was changed or removed is of no use to anybody. */
  private learn(known: Known): void {
    if (this.isCurrent(known.connection)) {
      this.known.set(known.connection.id, known);
      this.changed.fire(known.connection);
    }
  }

  private forgetChanged(): void {
    for (const { connection } of this.known.values()) {
      if (!this.isCurrent(connection)) {
        this.known.delete(connection.id);
        this.refreshing.delete(connection.id);
      }
    }
  }

  private isCurrent(connection: Connection): boolean {
    return isDeepStrictEqual(connection, this.connections.get(connection.id));
  }
}

/** A connection whose address was changed is another server: what was begun on the old one is finished only there. */
function journalKey({ id, url }: Connection): string {
  return `${id} ${url}`;
}
