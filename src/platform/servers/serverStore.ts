import * as vscode from "vscode";
import type { HeldNames } from "../../core/apply/holdNames";
import type { CronUsage } from "../../core/cost/cronUsage";
import type { Health, KnownRuns } from "../../core/health/health";
import type { CronWrite } from "../../core/known/cronTable";
import type { Journal, SubmitOutcome } from "../../core/lifecycle/submission/submission";
import type { AgentServer } from "../../core/server/agentServer";
import type { Assistant, Cron, Thread } from "../../core/server/cron";
import { ServerClock } from "../../core/server/serverClock";
import { ServerLacks } from "../../core/server/serverLacks";
import { type Connection, connectionKey } from "./connections/connection";
import type { Connections } from "./connections/connections";
import type { KnownAddress } from "./connections/openServer";
import { CronSubmissions } from "./cronSubmissions";
import { LiveServers } from "./liveServers";
import type { SeenNow } from "./runLedger";
import { RunReading } from "./runReading";
import type { ScratchThreads } from "./scratchThreads";
import { ServerAccess } from "./serverAccess";
import { ServerFacts } from "./serverFacts";
import type * as serverReads from "./serverReads";
import type { ServerChange, ServerRecord } from "./serverRecord";
import { ServerRecords } from "./serverRecords";
import { type ServerSnapshot, snapshotOf, unknownServer } from "./serverSnapshot";
import type { ServerState } from "./serverState";
import type { Servers } from "./servers";
import type * as serverWork from "./serverWork";
import { SharedRead } from "./sharedRead";
import type { ThreadList } from "./threadList";
import { untilLeft } from "./untilLeft";
import { type Interest, Watches } from "./watches";

/** Of a cron of whose server nothing was read. */
const unreadHealth: Health = { kind: "scheduled", lastRun: undefined, next: undefined, until: undefined };

interface StoreParts {
  readonly connections: Connections;
  readonly journal: Journal;
  readonly scratch: ScratchThreads;
  readonly log: vscode.LogOutputChannel;
  /** The code for talking to a server, loaded on the first request. */
  readonly work: () => Promise<typeof serverWork>;
  /** The code that reads servers and judges their crons, also loaded on the first request. */
  readonly loadReads: () => Promise<typeof serverReads>;
  /** Where runs that a server deletes are kept, as they were seen; undefined: only in this window. */
  readonly ledgerFolder: string | undefined;
  readonly now: () => number;
}

/**
 * The only place for known server data. A write takes precedence over every read that began before it ended; events
 * contain only changes; a server that stops answering keeps its last data, marked as such, until it answers again.
 */
export class ServerStore implements Servers, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ServerChange>();
  readonly onDidChange = this.changed.event;
  readonly facts: ServerFacts;
  /** What writes more than one request. */
  readonly submissions: CronSubmissions;
  private readonly records: ServerRecords;
  private readonly access: ServerAccess;
  private readonly runReading: RunReading;
  private readonly watches = new Watches();
  private readonly live: LiveServers;
  private readonly listener: vscode.Disposable;

  constructor(private readonly parts: StoreParts) {
    const record = (connection: Connection) => this.records.of(connection);
    this.records = new ServerRecords(parts, {
      tell: (about, change) => {
        this.live.follow(about, false);
        this.changed.fire(change);
      },
      ended: (key) => this.live.end(key),
    });
    this.access = new ServerAccess(parts, { record, cameBack: (about) => this.comeBack(about) });
    this.submissions = new CronSubmissions(parts, { record, server: (connection) => this.server(connection) });
    this.runReading = new RunReading(this.access, parts.now);
    this.facts = new ServerFacts((connection) => this.server(connection));
    this.live = new LiveServers(this.access, parts.loadReads);
    this.listener = parts.connections.onDidChange(() => this.records.forgetChanged());
  }

  dispose(): void {
    this.listener.dispose();
    this.live.dispose();
    this.changed.dispose();
    this.records.dispose();
  }

  snapshot(connection: Connection): ServerSnapshot {
    const record = this.records.known(connection);
    return record === undefined ? unknownServer : snapshotOf(record);
  }

  state(connection: Connection): ServerState {
    return this.snapshot(connection).state;
  }

  crons(connection: Connection): readonly Cron[] {
    return this.snapshot(connection).crons;
  }

  cron(connection: Connection, cronId: string): Cron | undefined {
    return this.records.known(connection)?.crons.get(cronId);
  }

  /** The known crons with a spec's name. */
  named(connection: Connection, name: string): readonly Cron[] {
    return this.records.known(connection)?.crons.named(name) ?? [];
  }

  /** How a cron is doing, by what is known of it. */
  health(connection: Connection, cron: Cron): Health {
    return this.records.known(connection)?.healths?.of(cron, this.parts.now()) ?? unreadHealth;
  }

  /** The runs of a cron that are known; asks nothing. */
  knownRuns(connection: Connection, cron: Cron): KnownRuns | undefined {
    return this.records.known(connection)?.knownRuns(cron);
  }

  /** The runs of a cron whose runs the server deletes, as far as somebody has seen them; newest first. */
  seenRuns(connection: Connection, cron: Cron): readonly SeenNow[] {
    return this.records.known(connection)?.seenRuns(cron) ?? [];
  }

  /** What is known in this window of the tokens of a cron's runs; asks nothing. */
  usage(connection: Connection, cron: Cron): CronUsage | undefined {
    return this.records.known(connection)?.usage(cron);
  }

  keepUsage(connection: Connection, cronId: string, usage: CronUsage): void {
    this.records.of(connection)?.usages.set(cronId, usage);
  }

  thread(connection: Connection, id: string): Thread | undefined {
    return this.records.known(connection)?.threads.get(id);
  }

  threads(connection: Connection): ThreadList | undefined {
    return this.records.known(connection)?.threadList;
  }

  assistants(connection: Connection): readonly Assistant[] {
    return this.records.known(connection)?.assistants ?? [];
  }

  /** Keeps what one view has read, for all others. */
  keep(connection: Connection, read: Partial<Pick<ServerRecord, "assistants" | "threadList">>): void {
    const record = this.records.of(connection);
    if (record !== undefined) Object.assign(record, read);
  }

  server(connection: Connection): Promise<AgentServer> {
    return this.access.recording(connection);
  }

  /** A server with what is known of its address, for those who read it by themselves. */
  async reading(connection: Connection): Promise<KnownAddress & { readonly server: AgentServer }> {
    const { clock = new ServerClock(), lacks = new ServerLacks() } = this.records.of(connection) ?? {};
    return { server: await this.server(connection), clock, lacks };
  }

  /** Overlapping refreshes of one connection are one. The signal ends this caller's wait, never the refresh. */
  refresh(connection: Connection, signal?: AbortSignal): Promise<ServerState> {
    const record = vscode.workspace.isTrusted ? this.records.of(connection) : undefined;
    if (record === undefined) return Promise.resolve(unknownServer.state);
    return untilLeft(this.refreshes(record).join(), signal, () => record.state);
  }

  reload(connection: Connection): Promise<ServerState> {
    const record = vscode.workspace.isTrusted ? this.records.of(connection) : undefined;
    return record === undefined ? Promise.resolve(unknownServer.state) : this.refreshes(record).again();
  }

  /** Asks the server once, and waits until there are rows to show or a reason why there are none. */
  async load(connection: Connection): Promise<ServerState> {
    const record = vscode.workspace.isTrusted ? this.records.of(connection) : undefined;
    if (record === undefined) return unknownServer.state;
    if (record.asOf === undefined && record.state.kind !== "problem") {
      await Promise.race([this.refresh(connection), record.firstRows]);
    }
    return record.state;
  }

  /** Reads single crons with payloads, by spec name; then `named` has the server's state. Throws `ServerFailure`. */
  async readNamed(connection: Connection, names: readonly string[]): Promise<void> {
    const record = this.records.of(connection);
    if (record === undefined) return;
    const [server, { findCrons }, { readNamed }] = await Promise.all([
      this.access.observed(record),
      this.parts.work(),
      this.access.reads(record),
    ]);
    await readNamed(record, server, findCrons, names);
    record.publish();
  }

  /** Takes a change that was made without `server`. */
  apply(connection: Connection, write: CronWrite): void {
    const record = this.records.of(connection);
    const writing = record?.crons.write();
    if (write.kind === "written") writing?.written(write.cron);
    else writing?.removed(write.cronId);
    record?.publish();
  }

  /** All changes of `task` to a server's crons are published as one at its end. */
  together<Value>(connection: Connection, task: () => Promise<Value>): Promise<Value> {
    return this.records.of(connection)?.together(task) ?? task();
  }

  /**
   * The runs of a cron, read if they were not yet, or may be others; `more`: with older ones. The reading, or its
   * failure, is shared until the next refresh. Throws `ServerFailure`.
   */
  async runs(connection: Connection, cron: Cron, more = false): Promise<KnownRuns | undefined> {
    const record = this.records.of(connection);
    return record && this.runReading.runs(record, cron, more);
  }

  /** The runs of a cron are read again when they are asked for next. */
  outdateRuns(connection: Connection, cronId: string): void {
    this.records.of(connection)?.askedRuns.delete(cronId);
  }

  /**
   * Called when a view shows this server. It is read if it was not yet, and again when it answers after a silence; live
   * updates keep it up to date while somebody looks (`attend`). Stops with the last watcher.
   */
  watch(connection: Connection, interest: Interest): vscode.Disposable {
    const key = connectionKey(connection);
    const watch = this.watches.add(key, interest);
    if (this.state(connection).kind === "unknown") void this.refresh(connection);
    const record = this.records.of(connection);
    if (record !== undefined) this.live.watch(record);
    return new vscode.Disposable(() => {
      watch.end();
      if (!this.watches.has(key)) this.live.end(key);
    });
  }

  /** As `watch`, for a view that is in sight until it stops: live updates go on, also while nobody attends to the others. */
  look(connection: Connection): vscode.Disposable {
    const watch = this.watch(connection, "runs");
    const end = this.live.look(connectionKey(connection));
    return new vscode.Disposable(() => {
      end();
      watch.dispose();
    });
  }

  /** Whether somebody looks at a view of the servers that are watched: only then they are asked by themselves. */
  attend(isWatched: boolean): void {
    this.live.turn(isWatched);
  }

  submit(connection: Connection, options: Parameters<Servers["submit"]>[1]): Promise<SubmitOutcome> {
    return this.submissions.submit(connection, options);
  }

  holdNames(connection: Connection, options: Parameters<Servers["holdNames"]>[1]): Promise<HeldNames | undefined> {
    return this.submissions.holdNames(connection, options);
  }

  private refreshes(record: ServerRecord): SharedRead<ServerState> {
    const follow = () => this.live.follow(record, record.state.kind === "ready");
    record.refreshes ??= new SharedRead(() => this.read(record).finally(follow));
    return record.refreshes;
  }

  private async read(record: ServerRecord): Promise<ServerState> {
    if (record.state.kind === "unknown") record.state = { kind: "connecting" };
    record.publish();
    const { journal, log, now, scratch, work } = this.parts;
    const [{ cleanUp, removeScratch }, { readServer }] = await Promise.all([work(), this.access.reads(record)]);
    return readServer(record, {
      cleanUp,
      removeScratch,
      scratch,
      server: () => this.access.plain(record.connection),
      recording: () => this.server(record.connection),
      journal,
      log,
      now,
    });
  }

  private comeBack(record: ServerRecord): void {
    const { connection } = record;
    this.facts.forget();
    const isKnown = record.arrive();
    if (!isKnown || this.watches.has(connectionKey(connection))) void this.refresh(connection);
  }
}
