import type { JsonObject, JsonValue } from "../base/json";
import type { Assistant, Cron, Run, ServerInfo, Thread } from "./cron";
import type { QueueMetrics } from "./queueMetrics";
import type { CreateRequest } from "./requests/createRequest";
import type { RunRequest } from "./requests/runRequest";
import type { RunDetail, RunResult } from "./runDetail";
import type { StreamedEvent } from "./streamedEvent";
import type { HistoryQuery, ThreadState } from "./threadState";

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Don't send again after a busy answer or a broken connection. Default: false. */
  readonly once?: boolean;
}

/** The most crons, threads or assistants that an Agent Server returns at once (0.16.7). */
export const largestPage = 1000;

/** Up to this many threads are read one by one if a server can't search by ids; for more, all threads are searched. */
export const fewThreads = 16;

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

export interface ThreadQuery extends Page {
  readonly ids?: readonly string[];
  readonly metadata?: JsonObject;
  readonly status?: Exclude<Thread["status"], "unknown">;
  /** Newest first. Default: the server's own order. */
  readonly sortBy?: "created_at" | "updated_at";
  /**
   * With `error`, for which the server sends each thread's values too: they can be whole conversations, so ask for few.
   * Default: false.
   */
  readonly withError?: boolean;
}

export interface CronQuery extends Page {
  readonly thread_id?: string;
  readonly assistant_id?: string;
  readonly metadata?: JsonObject;
  /** A page without payloads is a third of the size. Default: false. */
  readonly withPayload?: boolean;
  /** Only those that are on, the ones that are due first, or overdue, first. Default: all, the oldest first. */
  readonly dueFirst?: boolean;
}

export interface RunQuery extends Page {
  readonly status?: Exclude<Run["status"], "unknown">;
}

/** `rollback` also removes the run and its checkpoints; 0.11.1 may keep the run, and Aegra 0.11.0 refuses it. */
export type CancelAction = "interrupt" | "rollback";

export interface GraphNode {
  readonly id: string;
  /** The nodes that can come next; absent: none. */
  readonly next?: readonly NextNode[];
}

export interface NextNode {
  readonly id: string;
  /** Whether the graph decides in each run if it goes there. */
  readonly isConditional: boolean;
}

export interface AssistantSchemas {
  readonly input_schema: JsonObject | null;
  readonly config_schema: JsonObject | null;
  readonly context_schema: JsonObject | null;
}

/** All requests to an Agent Server. Every method throws `ServerFailure`. */
export interface AgentServer {
  info(options?: CallOptions): Promise<ServerInfo>;
  searchThreads(query: ThreadQuery, options?: CallOptions): Promise<readonly Thread[]>;
  /** Null if the server can't count them. */
  countThreads(options?: CallOptions): Promise<number | null>;
  createThread(options?: CallOptions): Promise<Thread>;
  /**
   * Creates a thread with the given id, sent once. If several callers ask for one id, exactly one gets it; the others
   * get `rejected` with status 409 (measured on 0.16.7 in memory, 0.11.1 on PostgreSQL, Aegra 0.11.0).
   */
  claimThread(threadId: string, metadata: JsonObject, options?: CallOptions): Promise<Thread>;
  getThread(threadId: string, options?: CallOptions): Promise<Thread>;
  /** Merges into the thread's metadata. */
  patchThread(threadId: string, metadata: JsonObject, options?: CallOptions): Promise<Thread>;
  /** True if it existed. On some servers, several callers deleting the same thread all get true. */
  deleteThread(threadId: string, options?: CallOptions): Promise<boolean>;
  searchCrons(query: CronQuery, options?: CallOptions): Promise<readonly Cron[]>;
  /** All crons, page by page (1,000 each), without payloads. */
  allCrons(options?: CallOptions): Promise<readonly Cron[]>;
  /** The cron as it is now, with its payload; read from the list if the server can't read one by its id. */
  getCron(cronId: string, options?: CallOptions): Promise<Cron>;
  /** Sent once, never repeated by this call; see `lifecycle/createOnce`. */
  createCron(request: CreateRequest, options?: CallOptions): Promise<Cron>;
  patchCron(cronId: string, change: JsonObject, options?: CallOptions): Promise<Cron>;
  /** True if it existed, false if the server did not know it (any more). */
  deleteCron(cronId: string, options?: CallOptions): Promise<boolean>;
  searchAssistants(page: Page, options?: CallOptions): Promise<readonly Assistant[]>;
  /** The nodes an interrupt can name, so not `__start__` and `__end__`. */
  graphNodes(assistantId: string, options?: CallOptions): Promise<readonly GraphNode[]>;
  schemas(assistantId: string, options?: CallOptions): Promise<AssistantSchemas>;
  /** Sent once, never repeated: each request starts a run. */
  createRun(request: RunRequest, options?: CallOptions): Promise<Run>;
  /**
   * Newest first. All columns, because only `kwargs` names the cron: without them a page is a fifth of the size (0.16.7).
   * A thread that is gone is `notFound`, on Aegra an empty list.
   */
  runs(threadId: string, query: RunQuery, options?: CallOptions): Promise<readonly Run[]>;
  getRun(threadId: string, runId: string, options?: CallOptions): Promise<RunDetail>;
  /**
   * What the thread's *last* run became, if it has ended; of a running one the answer comes when it ends, so mostly too
   * late (`timeout`). For an earlier run, a server in memory returns the values or error of the thread instead (0.16.7),
   * and others do once they have forgotten the run's own: use `runState` for those.
   */
  joinRun(threadId: string, runId: string, options?: CallOptions): Promise<RunResult>;
  /**
   * Sent once. False if there was nothing to cancel (0.16.7): it has ended or is gone. 0.11.1 and Aegra 0.11.0 accept an
   * ended run too and change nothing, so read the run afterwards.
   */
  cancelRun(threadId: string, runId: string, action: CancelAction, options?: CallOptions): Promise<boolean>;
  /**
   * Follows a run: calls `onEvent` with what comes from now on, and on some servers (0.11.1, Aegra 0.11.0) with what came
   * before. Resolves when the server ends the stream, as it does at the run's end; a gateway may do so earlier, so read
   * the run then. To stop, abort the signal; the run goes on. `timeout` if nothing comes for a request's time limit.
   */
  streamRun(
    threadId: string,
    runId: string,
    onEvent: (event: StreamedEvent) => void,
    options?: CallOptions,
  ): Promise<void>;
  /** Answers what a run asked, with a new run on its thread; see `resumeRequest`. Sent once: each starts a run. */
  resumeRun(run: RunDetail, value: JsonValue, options?: CallOptions): Promise<Run>;
  /**
   * The thread at the run's last checkpoint; null if it has none (any more). Without `tasks` if another graph has run on
   * the thread since, because the server makes them with the graph of the last run.
   */
  runState(threadId: string, runId: string, options?: CallOptions): Promise<ThreadState | null>;
  /** The newest state. Of a thread that is gone, 0.11.1 returns an empty one. */
  threadState(threadId: string, options?: CallOptions): Promise<ThreadState>;
  /** Newest first. */
  threadHistory(threadId: string, query: HistoryQuery, options?: CallOptions): Promise<readonly ThreadState[]>;
  /** Null where the server doesn't show them. */
  metrics(options?: CallOptions): Promise<QueueMetrics | null>;
}
