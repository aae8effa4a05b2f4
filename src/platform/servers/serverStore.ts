import * as vscode from "vscode";
import type { Health } from "../../core/health/health";
import type { Journal, SubmitOutcome } from "../../core/lifecycle/submission";
import type { AgentServer } from "../../core/server/agentServer";
import type { Assistant, Cron, Run } from "../../core/server/cron";
import type { ServerFailure } from "../../core/server/problems/serverProblem";
import { isOver, isSilence } from "./answering";
import { apartWhileWaiting } from "./apartWhileWaiting";
import { type Connection, connectionKey } from "./connections/connection";
import type { Connections } from "./connections/connections";
import { healthIn } from "./healthIn";
import { readNamed } from "./readNamed";
import { readServer } from "./readServer";
import { type OnEnd, observedServer, recordingServer } from "./recordingServer";
import { ServerFacts } from "./serverFacts";
import { type ServerChange, ServerRecord } from "./serverRecord";
import { recentCrons, type ServerSnapshot, snapshotOf, unknownServer } from "./serverSnapshot";
import type { ServerState } from "./serverState";
import type { Servers } from "./servers";
import type * as serverWork from "./serverWork";
import type { ThreadList } from "./threadList";
import { untilLeft } from "./untilLeft";
import { type Interest, Watches } from "./watches";

/** A change that was made to a server's crons. */
export type CronWrite =
  | { readonly kind: "written"; readonly cron: Cron }
  | { readonly kind: "gone"; readonly cronId: string };

/**
 * The only place for known server data. A write takes precedence over every read that began before it ended; events
 * contain only changes; a server that stops answering keeps its last data, marked as such, until it answers again.
 */
export class ServerStore implements Servers, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ServerChange>();
  readonly onDidChange = this.changed.event;
  readonly facts: ServerFacts;
  private readonly records = new Map<string, ServerRecord>();
  private readonly watches = new Watches();
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly connections: Connections,
    private readonly journal: Journal,
    private readonly log: vscode.LogOutputChannel,
    /** The code for talking to a server, loaded on the first request. */
    private readonly work: () => Promise<typeof serverWork>,
    private readonly now: () => number = Date.now,
  ) {
    this.facts = new ServerFacts((connection) => this.server(connection));
    this.listener = connections.onDidChange(() => this.forgetChanged());
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
    for (const record of this.records.values()) record.closed.abort();
  }

  snapshot(connection: Connection): ServerSnapshot {
    const record = this.records.get(connectionKey(connection));
    return record === undefined ? unknownServer : snapshotOf(record);
  }

  state(connection: Connection): ServerState {
    return this.snapshot(connection).state;
  }

  crons(connection: Connection): readonly Cron[] {
    return this.snapshot(connection).crons;
  }

  cron(connection: Connection, cronId: string): Cron | undefined {
    return this.records.get(connectionKey(connection))?.crons.get(cronId);
  }

  /** The known crons with a spec's name. */
  named(connection: Connection, name: string): readonly Cron[] {
    return this.records.get(connectionKey(connection))?.crons.named(name) ?? [];
  }

  /** How a cron is doing, by what is known of it. */
  health(connection: Connection, cron: Cron): Health {
    const record = this.records.get(connectionKey(connection));
    return healthIn(record, connection, cron, this.now());
  }

  threads(connection: Connection): ThreadList | undefined {
    return this.records.get(connectionKey(connection))?.threads;
  }

  assistants(connection: Connection): readonly Assistant[] {
    return this.records.get(connectionKey(connection))?.assistants ?? [];
  }

  /** Keeps what one view has read, for all others. */
  keep(connection: Connection, read: Partial<Pick<ServerRecord, "assistants" | "threads">>): void {
    const record = this.record(connection);
    if (record !== undefined) Object.assign(record, read);
  }

  /** Created anew each time, because the key or the time-out may have changed; free until it is used. */
  async server(connection: Connection): Promise<AgentServer> {
    const server = await this.open(connection);
    const record = this.record(connection);
    if (record === undefined) return server;
    return recordingServer(server, record, this.hearing(record));
  }

  /** Overlapping refreshes of one connection are one. The signal ends this caller's wait, never the refresh. */
  refresh(connection: Connection, signal?: AbortSignal): Promise<ServerState> {
    const record = vscode.workspace.isTrusted ? this.record(connection) : undefined;
    if (record === undefined) return Promise.resolve(unknownServer.state);
    record.reading ??= readServer(record, {
      server: () => this.open(record.connection),
      recording: () => this.server(record.connection),
      work: this.work,
      journal: this.journal,
      log: this.log,
      now: this.now,
    }).finally(() => {
      record.reading = undefined;
    });
    return untilLeft(record.reading, signal, () => record.state);
  }

  /** Asks the server once, and waits until there are rows to show or a reason why there are none. */
  async load(connection: Connection): Promise<ServerState> {
    const record = vscode.workspace.isTrusted ? this.record(connection) : undefined;
    if (record === undefined) return unknownServer.state;
    if (record.asOf === undefined && record.state.kind !== "problem") {
      await Promise.race([this.refresh(connection), record.firstRows]);
    }
    return record.state;
  }

  /** Reads single crons with payloads, by spec name; then `named` has the server's state. Throws `ServerFailure`. */
  async readNamed(connection: Connection, names: readonly string[]): Promise<void> {
    const [opened, { findCrons }] = await Promise.all([this.open(connection), this.work()]);
    const record = this.record(connection);
    if (record === undefined) return;
    await readNamed(record, observedServer(opened, record, this.hearing(record)), findCrons, names);
    record.publish();
  }

  /** Takes a change that was made without `server`. */
  apply(connection: Connection, write: CronWrite): void {
    const record = this.record(connection);
    const writing = record?.crons.write();
    if (write.kind === "written") writing?.written(write.cron);
    else writing?.removed(write.cronId);
    record?.publish();
  }

  /** All changes of `task` to a server's crons are published as one at its end. */
  together<Value>(connection: Connection, task: () => Promise<Value>): Promise<Value> {
    return this.record(connection)?.together(task) ?? task();
  }

  /** The last runs of a cron, newest first; read once until the next refresh. Throws `ServerFailure`. */
  runs(connection: Connection, cron: Cron): Promise<readonly Run[]> {
    const runs = this.record(connection)?.runs;
    const known = runs?.get(cron.cron_id);
    if (known !== undefined) return known;
    const ask = async () => (await this.work()).recentRuns(await this.server(connection), cron);
    const asked = ask();
    runs?.set(cron.cron_id, asked);
    return asked;
  }

  /**
   * Called when a view shows this server. It is read if it was not yet, and again when it answers after a silence.
   * Keeping views up to date depends on this, and stops with the last watcher.
   */
  watch(connection: Connection, interest: Interest): vscode.Disposable {
    const watch = this.watches.add(connectionKey(connection), interest);
    if (this.state(connection).kind === "unknown") void this.refresh(connection);
    return new vscode.Disposable(() => watch.end());
  }

  async submit(connection: Connection, options: Parameters<Servers["submit"]>[1]): Promise<SubmitOutcome> {
    const server = await this.server(connection);
    const { submitTo } = await this.work();
    const record = this.record(connection);
    if (record === undefined) return submitTo(server, connection, this.journal, options);
    const knownCrons = () => recentCrons(snapshotOf(record), this.now());
    const all = { ...options, ...apartWhileWaiting(record, options), knownCrons };
    return record.together(() => submitTo(server, connection, this.journal, all));
  }

  private hearing(record: ServerRecord): OnEnd {
    return (request, failure) => this.heard(record, request, failure);
  }

  /** The first request without an answer shows that the server is silent; the next answer shows that it is back. */
  private heard(record: ServerRecord, request: number, failure: ServerFailure | undefined): void {
    const { answering, state } = record;
    if (failure?.problem.kind === "cancelled") return;
    const isSilent = failure !== undefined && isSilence(failure.problem);
    if (!isSilent) answering.answered(request);
    if (isSilent && answering.isNewest(request) && state.kind !== "unknown") record.fail(failure.problem);
    // A running refresh finds out by itself whether the server is back.
    const mayBeBack = record.reading === undefined && state.kind === "problem";
    if (mayBeBack && isOver(state.problem, failure)) this.comeBack(record);
    record.publish();
  }

  private comeBack(record: ServerRecord): void {
    const { connection } = record;
    this.facts.forget();
    const isKnown = record.arrive();
    if (!isKnown || this.watches.has(connectionKey(connection))) void this.refresh(connection);
  }

  private async open(connection: Connection): Promise<AgentServer> {
    const { openServer } = await this.work();
    const secrets = await this.connections.secrets(connection);
    return openServer(connection.url, secrets, this.log, this.record(connection)?.lacks);
  }

  /** undefined for a connection that was changed or removed: its data is no longer collected. */
  private record(connection: Connection): ServerRecord | undefined {
    const key = connectionKey(connection);
    const current = this.connections.get(connection.id);
    if (current === undefined || connectionKey(current) !== key) return undefined;
    const record = this.records.get(key) ?? new ServerRecord(current, (change) => this.changed.fire(change));
    this.records.set(key, record);
    return record;
  }

  private forgetChanged(): void {
    const kept = new Set(this.connections.all().map(connectionKey));
    for (const [key, record] of this.records) {
      if (kept.has(key)) continue;
      record.closed.abort();
      this.records.delete(key);
    }
  }
}
