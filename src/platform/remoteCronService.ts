import { isDeepStrictEqual } from "node:util";
import * as vscode from "vscode";
import type { Journal, SubmitOutcome } from "../core/lifecycle/submission";
import type { AgentServer, CallOptions } from "../core/server/agentServer";
import type { Cron } from "../core/server/cron";
import { ServerFailure } from "../core/server/serverProblem";
import type { Connection } from "./connection";
import type * as serverWork from "./serverWork";
import type { Connections, CronService, ServerState } from "./services";

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
    /** What it takes to talk with a server, loaded when the first is asked. */
    private readonly work: () => Promise<typeof serverWork>,
  ) {
    this.listener = connections.onDidChange(() => this.forgetChanged());
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
  }

  /** A new one each time: the key or the time-out may have changed, and it costs nothing until it is asked. */
  async server(connection: Connection): Promise<AgentServer> {
    const { openServer } = await this.work();
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
    const { submitTo } = await this.work();
    try {
      return await submitTo(server, connection, this.journal, options);
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
    const { pauseCron, resumeCron } = await this.work();
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
      const { cleanCrons } = await this.work();
      const crons = info.hasCrons ? await cleanCrons(server, connection, this.journal, this.log, options) : [];
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
    } else if (this.isCurrent(connection)) {
      this.changed.fire(connection);
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
