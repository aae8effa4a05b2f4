import * as vscode from "vscode";
import type { Health, KnownRuns } from "../../core/health/health";
import type { MoveOptions, MoveOutcome } from "../../core/lifecycle/actions/moveCron";
import type { RestoreOptions, RestoreOutcome } from "../../core/lifecycle/actions/restoreCron";
import type { Journal, SubmitOptions, SubmitOutcome } from "../../core/lifecycle/submission/submission";
import type { AgentServer } from "../../core/server/agentServer";
import type { Assistant, Cron, Thread } from "../../core/server/cron";
import type { ServerFailure } from "../../core/server/problems/serverProblem";
import { isOver, isSilence } from "./answering";
import { apartWhileWaiting } from "./apartWhileWaiting";
import { type Connection, connectionKey } from "./connections/connection";
import type { Connections } from "./connections/connections";
import { deletesRuns } from "./keptRuns";
import { LiveServers } from "./liveServers";
import type { OnEnd } from "./recordingServer";
import type { SeenNow } from "./runLedger";
import { ServerFacts } from "./serverFacts";
import type * as serverReads from "./serverReads";
import { type ServerChange, ServerRecord } from "./serverRecord";
import { recentCrons, type ServerSnapshot, snapshotOf, unknownServer } from "./serverSnapshot";
import type { ServerState } from "./serverState";
import type { Servers } from "./servers";
import type * as serverWork from "./serverWork";
import type { ThreadList } from "./threadList";
import { untilLeft } from "./untilLeft";
import { type Interest, Watches } from "./watches";

/** What every submission takes from the window. */
export type SubmissionPorts = Pick<SubmitOptions, "confirm" | "signal" | "onProgress">;

type Submitting<Options, Outcome> = (
  server: AgentServer,
  connection: Connection,
  journal: Journal,
  options: Options,
) => Promise<Outcome>;

/** Of a cron of whose server nothing was read. */
const unreadHealth: Health = { kind: "scheduled", lastRun: undefined, next: undefined, until: undefined };

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
  private readonly live: LiveServers;
  private readonly listener: vscode.Disposable;

  constructor(
    private readonly connections: Connections,
    private readonly journal: Journal,
    private readonly log: vscode.LogOutputChannel,
    /** The code for talking to a server, loaded on the first request. */
    private readonly work: () => Promise<typeof serverWork>,
    /** The code that reads servers and judges their crons, also loaded on the first request. */
    private readonly loadReads: () => Promise<typeof serverReads>,
    /** Where runs that a server deletes are kept, as they were seen; undefined: only in this window. */
    private readonly ledgerFolder?: string,
    private readonly now: () => number = Date.now,
  ) {
    this.facts = new ServerFacts((connection) => this.server(connection));
    this.live = new LiveServers(
      { recording: ({ connection }) => this.server(connection), plain: ({ connection }) => this.open(connection) },
      loadReads,
    );
    this.listener = connections.onDidChange(() => this.forgetChanged());
  }

  dispose(): void {
    this.listener.dispose();
    this.live.dispose();
    this.changed.dispose();
    for (const record of this.records.values()) {
      record.closed.abort();
      void record.ledger?.end();
    }
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
    return this.records.get(connectionKey(connection))?.healths?.of(cron, this.now()) ?? unreadHealth;
  }

  /** The runs of a cron that are known; asks nothing. */
  knownRuns(connection: Connection, cron: Cron): KnownRuns | undefined {
    return this.records.get(connectionKey(connection))?.knownRuns(cron);
  }

  /** The runs of a cron whose runs the server deletes, as far as somebody has seen them; newest first. */
  seenRuns(connection: Connection, cron: Cron): readonly SeenNow[] {
    return this.records.get(connectionKey(connection))?.seenRuns(cron) ?? [];
  }

  thread(connection: Connection, id: string): Thread | undefined {
    return this.records.get(connectionKey(connection))?.threads.get(id);
  }

  threads(connection: Connection): ThreadList | undefined {
    return this.records.get(connectionKey(connection))?.threadList;
  }

  assistants(connection: Connection): readonly Assistant[] {
    return this.records.get(connectionKey(connection))?.assistants ?? [];
  }

  /** Keeps what one view has read, for all others. */
  keep(connection: Connection, read: Partial<Pick<ServerRecord, "assistants" | "threadList">>): void {
    const record = this.record(connection);
    if (record !== undefined) Object.assign(record, read);
  }

  /** Created anew each time, because the key or the time-out may have changed; free until it is used. */
  async server(connection: Connection): Promise<AgentServer> {
    const record = this.record(connection);
    if (record === undefined) return this.open(connection);
    const [server, { recordingServer }] = await Promise.all([this.open(connection), this.reads(record)]);
    return recordingServer(server, record, this.hearing(record));
  }

  /** Overlapping refreshes of one connection are one. The signal ends this caller's wait, never the refresh. */
  refresh(connection: Connection, signal?: AbortSignal): Promise<ServerState> {
    const record = vscode.workspace.isTrusted ? this.record(connection) : undefined;
    if (record === undefined) return Promise.resolve(unknownServer.state);
    record.reading ??= this.read(record).finally(() => {
      record.reading = undefined;
      this.live.follow(record, record.state.kind === "ready");
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
    const { observedServer, readNamed } = await this.reads(record);
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

  /**
   * The runs of a cron, read if they were not yet, or may be others; `more`: with older ones. The reading, or its
   * failure, is shared until the next refresh. Throws `ServerFailure`.
   */
  async runs(connection: Connection, cron: Cron, more = false): Promise<KnownRuns | undefined> {
    const record = this.record(connection);
    if (record === undefined) return undefined;
    const { slotAt } = await this.reads(record);
    const { askedRuns } = record;
    const readAt = record.runsThere(cron)?.readAt ?? Number.POSITIVE_INFINITY;
    const isOver = (slotAt(cron, connection.dialect, this.now()) ?? 0) > readAt;
    const asked = (more || isOver ? undefined : askedRuns.get(cron.cron_id)) ?? this.readRuns(record, cron, more);
    askedRuns.set(cron.cron_id, asked);
    await asked;
    return record.knownRuns(cron);
  }

  /** The runs of a cron are read again when they are asked for next. */
  outdateRuns(connection: Connection, cronId: string): void {
    this.record(connection)?.askedRuns.delete(cronId);
  }

  private async readRuns(record: ServerRecord, cron: Cron, more: boolean): Promise<void> {
    const readAt = this.now();
    const [server, { readKeptRuns, readRuns }] = await Promise.all([
      this.server(record.connection),
      this.reads(record),
    ]);
    if (cron.thread_id === null) await readKeptRuns(server, record, cron, more, readAt);
    else await readRuns(server, record, cron, more, readAt);
    // Whether runs were dropped on purpose is in the payload, which no list has.
    const isUnknown =
      !deletesRuns(cron) &&
      record.knownRuns(cron)?.runs.length === 0 &&
      record.crons.get(cron.cron_id)?.payload === undefined;
    if (isUnknown && cron.enabled) await server.getCron(cron.cron_id);
  }

  /**
   * Called when a view shows this server. It is read if it was not yet, and again when it answers after a silence; live
   * updates keep it up to date while somebody looks (`attend`). Stops with the last watcher.
   */
  watch(connection: Connection, interest: Interest): vscode.Disposable {
    const key = connectionKey(connection);
    const watch = this.watches.add(key, interest);
    if (this.state(connection).kind === "unknown") void this.refresh(connection);
    const record = this.record(connection);
    if (record !== undefined) this.live.watch(record);
    return new vscode.Disposable(() => {
      watch.end();
      if (!this.watches.has(key)) this.live.end(key);
    });
  }

  /** Whether somebody looks at a view of the servers that are watched: only then they are asked by themselves. */
  attend(isWatched: boolean): void {
    this.live.turn(isWatched);
  }

  submit(connection: Connection, options: Parameters<Servers["submit"]>[1]): Promise<SubmitOutcome> {
    const record = this.record(connection);
    const known = record && { knownCrons: () => recentCrons(snapshotOf(record), this.now()) };
    return this.submitting(connection, { ...options, ...known }, ({ submitTo }) => submitTo);
  }

  /** Makes a deleted cron again. Throws `ServerFailure`. */
  restore(
    connection: Connection,
    options: SubmissionPorts & Pick<RestoreOptions, "cron" | "wasThere">,
  ): Promise<RestoreOutcome> {
    return this.submitting(connection, options, ({ restoreTo }) => restoreTo);
  }

  /** Moves a cron to another thread or assistant. Throws `ServerFailure`. */
  move(connection: Connection, options: SubmissionPorts & Pick<MoveOptions, "cron" | "target">): Promise<MoveOutcome> {
    return this.submitting(connection, options, ({ moveOn }) => moveOn);
  }

  private async submitting<Options extends SubmissionPorts, Outcome>(
    connection: Connection,
    options: Options,
    choose: (work: typeof serverWork) => Submitting<Options, Outcome>,
  ): Promise<Outcome> {
    const server = await this.server(connection);
    const submit = choose(await this.work());
    const record = this.record(connection);
    if (record === undefined) return submit(server, connection, this.journal, options);
    const all = { ...options, ...apartWhileWaiting(record, options) };
    return record.together(() => submit(server, connection, this.journal, all));
  }

  private async read(record: ServerRecord): Promise<ServerState> {
    if (record.state.kind === "unknown") record.state = { kind: "connecting" };
    record.publish();
    const [{ cleanUp }, { readServer }] = await Promise.all([this.work(), this.reads(record)]);
    return readServer(record, {
      cleanUp,
      server: () => this.open(record.connection),
      recording: () => this.server(record.connection),
      journal: this.journal,
      log: this.log,
      now: this.now,
    });
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

  private async reads(record: ServerRecord): Promise<typeof serverReads> {
    const reads = await this.loadReads();
    record.healths ??= new reads.CronHealths(record);
    record.ledger ??= reads.openLedger(record, this.ledgerFolder, this.log);
    return reads;
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
    const known = this.records.get(key);
    if (known !== undefined) return known;
    const tell = (change: ServerChange) => {
      this.live.follow(record, false);
      this.changed.fire(change);
    };
    const record = new ServerRecord(current, tell, this.now);
    this.records.set(key, record);
    return record;
  }

  private forgetChanged(): void {
    const kept = new Set(this.connections.all().map(connectionKey));
    for (const [key, record] of this.records) {
      if (kept.has(key)) continue;
      record.closed.abort();
      if (this.connections.get(record.connection.id) === undefined) record.ledger?.drop();
      else void record.ledger?.end();
      this.live.end(key);
      this.records.delete(key);
    }
    void this.forgetSeen();
  }

  /** Forgets the runs that were seen on servers whose connections were removed. */
  private async forgetSeen(): Promise<void> {
    if (this.ledgerFolder === undefined) return;
    const { keepOnlyFolders } = await this.loadReads();
    const ids = this.connections.all().map(({ id }) => id);
    await keepOnlyFolders(this.ledgerFolder, ids).catch((failure: unknown) => this.log.warn(String(failure)));
  }
}
