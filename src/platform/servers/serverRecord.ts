import type { JsonValue } from "../../core/base/json";
import { sameJson } from "../../core/base/sameJson";
import type { Assistant, Run, ServerInfo } from "../../core/server/cron";
import type { ServerProblem } from "../../core/server/problems/serverProblem";
import { ServerLacks } from "../../core/server/serverLacks";
import { Answering, isPassing } from "./answering";
import { ChangeSet, type CronChanges } from "./changeSet";
import type { Connection } from "./connections/connection";
import { CronTable } from "./cronTable";
import type { ServerState } from "./serverState";
import type { ThreadList } from "./threadList";

/** What has changed of what is known of a server. */
export interface ServerChange extends CronChanges {
  readonly connection: Connection;
  /** Whether the server's state is another: it answers now, or does not, or is of another version. */
  readonly state: boolean;
}

/** All that is known of one connection's server. Another address or key is another record. */
export class ServerRecord {
  private readonly changes = new ChangeSet();
  readonly crons = new CronTable(this.changes);
  readonly answering = new Answering();
  /** What the server has been found to be without, for all who ask it. */
  readonly lacks = new ServerLacks();
  /** Aborted when the connection is changed or removed: what is on its way is of no use then. */
  readonly closed = new AbortController();
  /** By cron id, as somebody looks at them. */
  readonly runs = new Map<string, Promise<readonly Run[]>>();
  threads: ThreadList | undefined;
  assistants: readonly Assistant[] = [];
  /** When the list of crons began to be read, in epoch milliseconds; undefined before the first of it has come. */
  asOf: number | undefined;
  /** All pages have come. */
  isComplete = false;
  /** The refresh that is under way. */
  reading: Promise<ServerState> | undefined;
  /** What earlier submits have left open is being put in order. */
  isCleaning = false;
  /** Resolves with the first of the crons' list. */
  readonly firstRows: Promise<void>;
  /** What the server is, as of its last answer. */
  info: ServerInfo | undefined;
  private tellFirstRows: () => void = () => undefined;
  private current: ServerState = { kind: "unknown" };
  private isStateTold = true;
  private holds = 0;

  constructor(
    readonly connection: Connection,
    private readonly tell: (change: ServerChange) => void,
  ) {
    this.firstRows = new Promise((resolve) => {
      this.tellFirstRows = resolve;
    });
  }

  get state(): ServerState {
    return this.current;
  }

  set state(state: ServerState) {
    if (sameJson(state as unknown as JsonValue, this.current as unknown as JsonValue)) return;
    this.current = state;
    this.isStateTold = false;
  }

  /** Crons have come, or are still known: there is something to show. False where there is not. */
  arrive(asOf = this.asOf): boolean {
    if (this.info === undefined || asOf === undefined) return false;
    this.asOf = asOf;
    this.state = { kind: "ready", info: this.info };
    this.tellFirstRows();
    return true;
  }

  fail(problem: ServerProblem): void {
    this.state = { kind: "problem", problem };
    if (isPassing(problem)) return;
    this.crons.clear();
    this.asOf = undefined;
    this.isComplete = false;
    this.threads = undefined;
    this.assistants = [];
  }

  /** Tells what has changed since the last time; nothing where nothing has. */
  publish(): void {
    if (this.holds > 0 || this.closed.signal.aborted) return;
    const changes = this.changes.take();
    if (changes === undefined && this.isStateTold) return;
    const state = !this.isStateTold;
    this.isStateTold = true;
    this.tell({ connection: this.connection, state, added: [], removed: [], changed: [], ...changes });
  }

  /** Within `together`: what happens meanwhile is told as it comes, with what happened before. */
  async apart<Value>(task: () => Promise<Value>): Promise<Value> {
    this.holds -= 1;
    this.publish();
    try {
      return await task();
    } finally {
      this.holds += 1;
    }
  }

  /** What happens meanwhile is told as one change at the end. */
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
