import { sameJson } from "../../core/base/sameJson";
import type { CronUsage } from "../../core/cost/cronUsage";
import { seenUsage } from "../../core/cost/seenUsage";
import type { KnownRuns } from "../../core/health/health";
import { isOpen } from "../../core/health/seenRun";
import { ChangeSet, type CronChanges } from "../../core/known/changeSet";
import type { CronHealths } from "../../core/known/cronHealths";
import { CronTable } from "../../core/known/cronTable";
import { deletesRuns, KeptRuns, keepsThreads } from "../../core/known/keptRuns";
import { RunTable } from "../../core/known/runTable";
import { ThreadTable } from "../../core/known/threadTable";
import type { Assistant, Cron, ServerInfo } from "../../core/server/cron";
import type { ServerProblem } from "../../core/server/problems/serverProblem";
import { ServerClock } from "../../core/server/serverClock";
import { ServerLacks } from "../../core/server/serverLacks";
import { Answering, isPassing } from "./answering";
import type { Connection } from "./connections/connection";
import type { RunLedger, SeenNow } from "./runLedger";
import type { ServerState } from "./serverState";
import type { SharedRead } from "./sharedRead";
import type { ThreadList } from "./threadList";

/** What has changed in the known data of a server; a cron also changes with its thread and its runs. */
export interface ServerChange extends CronChanges {
  readonly connection: Connection;
  /** Whether the server's state has changed: it answers now, or stopped answering, or has another version. */
  readonly state: boolean;
}

/** Everything known about one connection's server. Another address or key gets another record. */
export class ServerRecord {
  private readonly changes = new ChangeSet();
  readonly crons: CronTable;
  readonly threads = new ThreadTable((id) => this.noteThread(id));
  readonly runs: RunTable;
  readonly keptRuns: KeptRuns;
  /** How its crons are doing. Undefined until the code that reads servers is loaded, and so before a cron is known. */
  healths: CronHealths | undefined;
  /** The runs that the server deletes, as they were seen; undefined as long. */
  ledger: RunLedger | undefined;
  readonly answering = new Answering();
  /** What the server was found to be missing, shared by all callers. */
  readonly lacks = new ServerLacks();
  /** How far its clock is from ours, learnt by all callers. */
  readonly clock = new ServerClock();
  /** Aborted when the connection is changed or removed: running requests are then useless. */
  readonly closed = new AbortController();
  /** By cron id: the reading of its runs, or its failure, until they may be others. */
  readonly askedRuns = new Map<string, Promise<void>>();
  /** By cron id: the tokens of its runs, as somebody has measured them. */
  readonly usages = new Map<string, CronUsage>();
  /** In the order in which a view shows them. */
  threadList: ThreadList | undefined;
  assistants: readonly Assistant[] = [];
  /** When reading the list of crons began, in epoch milliseconds; undefined before its first page. */
  asOf: number | undefined;
  /** All pages were received. */
  isComplete = false;
  /** Undefined before the first. */
  refreshes: SharedRead<ServerState> | undefined;
  /** Whether open submits of earlier sessions are being finished. */
  isCleaning = false;
  /** Resolves with the first page of the list of crons. */
  readonly firstRows: Promise<void>;
  /** Resolves with that, or with the first failure. */
  readonly firstState: Promise<void>;
  /** What the server is, from its last answer. */
  info: ServerInfo | undefined;
  private tellFirstRows: () => void = () => undefined;
  private tellFirstState: () => void = () => undefined;
  private current: ServerState = { kind: "unknown" };
  private isStateTold = true;
  private holds = 0;

  constructor(
    readonly connection: Connection,
    private readonly tell: (change: ServerChange) => void,
    private readonly now: () => number = Date.now,
  ) {
    this.crons = new CronTable(this.changes, now);
    this.runs = new RunTable(
      now,
      (id) => this.noteRuns(id),
      (id) => this.forgetAsked(id),
    );
    this.keptRuns = new KeptRuns(this.runs, (id) => this.noteSeen([id]));
    this.firstRows = new Promise((resolve) => {
      this.tellFirstRows = resolve;
    });
    this.firstState = new Promise((resolve) => {
      this.tellFirstState = resolve;
    });
  }

  get state(): ServerState {
    return this.current;
  }

  set state(state: ServerState) {
    if (sameJson(state, this.current)) return;
    this.current = state;
    this.isStateTold = false;
  }

  /** Called when there are crons to show, new or still known. Returns false if there are none. */
  arrive(asOf = this.asOf): boolean {
    if (this.info === undefined || asOf === undefined) return false;
    this.noteOutdated(asOf);
    this.asOf = asOf;
    this.state = { kind: "ready", info: this.info };
    this.tellFirstRows();
    this.tellFirstState();
    return true;
  }

  knownRuns(cron: Cron): KnownRuns | undefined {
    if (!deletesRuns(cron)) return this.runsThere(cron);
    return this.ledger?.known(cron, this.stillThere(cron), this.now());
  }

  seenRuns(cron: Cron): readonly SeenNow[] {
    return this.ledger?.seen(cron, this.stillThere(cron)) ?? [];
  }

  /** The tokens of a cron's runs, measured or seen; undefined if nobody knows them. */
  usage(cron: Cron): CronUsage | undefined {
    return this.usages.get(cron.cron_id) ?? seenUsage(this.seenRuns(cron).map(({ sight }) => sight));
  }

  /** Of runs that were there before the last refresh nobody knows whether they still are. */
  private stillThere(cron: Cron): KnownRuns | undefined {
    const there = this.runsThere(cron);
    return there !== undefined && there.readAt >= (this.asOf ?? 0) ? there : undefined;
  }

  /** Those that the server had when they were read. */
  runsThere(cron: Cron): KnownRuns | undefined {
    return cron.thread_id === null ? this.keptRuns.of(cron) : this.runs.of(cron);
  }

  /** With a newer list it is not known any more whether runs are there that the server deletes. */
  private noteOutdated(asOf: number): void {
    for (const id of this.keptRuns.cronIds()) {
      const cron = this.crons.get(id);
      const there = cron !== undefined && deletesRuns(cron) ? this.stillThere(cron) : undefined;
      if (there !== undefined && there.readAt < asOf && there.runs.some(isOpen)) this.noteSeen([id]);
    }
  }

  /** More runs of these crons are known. */
  noteSeen(cronIds: readonly string[]): void {
    for (const id of cronIds) if (this.crons.get(id) !== undefined) this.changes.add(id, "changed");
  }

  private noteRuns(threadId: string): void {
    this.ledger?.note(this.runs.onThread(threadId), (id) => this.crons.get(id));
    this.noteThread(threadId);
  }

  /** The crons whose health is another now have changed: a list can be the same and yet tell of a delay. */
  noteHealth(cronIds?: readonly string[]): void {
    for (const id of this.healths?.changed(this.now(), cronIds) ?? []) this.changes.add(id, "changed");
  }

  /** The runs of this thread are others now: whoever shows them asks again. */
  outdateRuns(threadId: string): void {
    this.askedRuns.clear();
    this.runs.outdate(threadId);
    this.noteThread(threadId);
  }

  /** Whoever shows the runs of a cron on this thread asks again. */
  private forgetAsked(threadId: string): void {
    for (const { cron_id } of this.crons.onThread(threadId)) this.askedRuns.delete(cron_id);
  }

  private noteThread(threadId: string): void {
    const thread = this.threads.get(threadId);
    const name = thread === undefined ? undefined : this.keptRuns.note(thread);
    const named = name === undefined ? [] : this.crons.named(name).filter(keepsThreads);
    for (const { cron_id } of named) this.changes.add(cron_id, "changed");
    const kept = this.keptRuns.cronOf(threadId);
    if (kept !== undefined && this.crons.get(kept) !== undefined) this.changes.add(kept, "changed");
    for (const { cron_id } of this.crons.onThread(threadId)) this.changes.add(cron_id, "changed");
  }

  /** A single request has failed: what was read before stays, unless the key is refused. */
  stumble(problem: ServerProblem): void {
    if (problem.kind === "unauthorized") this.fail(problem);
    else this.state = { kind: "problem", problem };
  }

  fail(problem: ServerProblem): void {
    this.state = { kind: "problem", problem };
    this.tellFirstState();
    if (isPassing(problem)) return;
    this.crons.clear();
    this.threads.clear();
    this.runs.clear();
    this.keptRuns.clear();
    this.asOf = undefined;
    this.isComplete = false;
    this.threadList = undefined;
    this.assistants = [];
  }

  /** Publishes what has changed since the last time, if anything. */
  publish(): void {
    if (this.holds > 0 || this.closed.signal.aborted) return;
    const changes = this.changes.take();
    if (changes === undefined && this.isStateTold) return;
    const state = !this.isStateTold;
    this.isStateTold = true;
    this.healths?.publish(changes?.changed ?? []);
    this.tell({ connection: this.connection, state, added: [], removed: [], changed: [], ...changes });
  }

  /** Inside `together`: earlier changes are published now, and those during `task` at once. */
  async apart<Value>(task: () => Promise<Value>): Promise<Value> {
    this.holds -= 1;
    this.publish();
    try {
      return await task();
    } finally {
      this.holds += 1;
    }
  }

  /** Changes during `task` are published as one at the end. */
  async together<Value>(task: () => Promise<Value>): Promise<Value> {
    this.holds += 1;
    try {
      return await task();
    } finally {
      this.holds -= 1;
      this.publish();
    }
  }
}
