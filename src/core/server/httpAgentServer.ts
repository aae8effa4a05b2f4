import { type Clock, systemClock } from "../base/clock";
import type { JsonObject, JsonValue } from "../base/json";
import type { AgentServer, CallOptions, CancelAction, CronQuery, Page, RunQuery, ThreadQuery } from "./agentServer";
import { assistantSchemas, graphNodes, searchAssistants } from "./requests/assistantRequests";
import type { CreateRequest } from "./requests/createRequest";
import { allCrons, getCron, patchCron, searchCrons } from "./requests/cronRequests";
import type { Endpoint } from "./requests/endpoint";
import { readCron } from "./requests/readAnswers";
import { largestAnswerBytes } from "./requests/readBody";
import { readRun } from "./requests/readRun";
import { readThread } from "./requests/readThread";
import { idSegment } from "./requests/requestUrl";
import type { RunRequest } from "./requests/runRequest";
import { ServerCalls } from "./requests/serverCalls";
import { countThreads, getThread, searchThreads } from "./requests/threadRequests";
import { threadRuns } from "./requests/threadRuns";
import type { RunDetail } from "./runDetail";
import type { ServerClock } from "./serverClock";
import { ServerLacks } from "./serverLacks";
import type { StreamedEvent } from "./streamedEvent";
import type { HistoryQuery } from "./threadState";

export interface HttpAgentServerOptions {
  /** In the form that `parseServerUrl` returns. */
  readonly baseUrl: string;
  /** Sent with every request, besides the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as `x-api-key`; not sent if undefined or empty. */
  readonly apiKey: string | undefined;
  /** The time limit of each try, including its answer's body. */
  readonly timeoutMilliseconds: number;
  /** The most that is read of an answer. Default: 32 MB. */
  readonly largestAnswerBytes?: number;
  readonly clock?: Clock;
  /** Returns 0 to 1, to spread out retries. */
  readonly random?: () => number;
  /** Called after each try, for a log. */
  readonly onAnswer?: NonNullable<Endpoint["onAnswer"]>;
  /** Learns from each answer how far the server's clock is from ours. */
  readonly serverClock?: ServerClock;
  /** What this server is already known to lack. Default: nothing yet. */
  readonly lacks?: ServerLacks;
}

/** An Agent Server over HTTP; creating it sends nothing. */
export function createAgentServer(options: HttpAgentServerOptions): AgentServer {
  const endpoint: Endpoint = {
    baseUrl: options.baseUrl,
    headers: options.headers,
    apiKey: options.apiKey?.trim() || undefined,
    timeoutMilliseconds: options.timeoutMilliseconds,
    largestAnswerBytes: options.largestAnswerBytes ?? largestAnswerBytes,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    ...(options.onAnswer === undefined ? {} : { onAnswer: options.onAnswer }),
    ...(options.serverClock === undefined ? {} : { serverClock: options.serverClock }),
  };
  return new HttpAgentServer(new ServerCalls(endpoint, options.lacks ?? new ServerLacks()));
}

const facts = async () => (await import("./requests/runFacts")).runFacts;

class HttpAgentServer implements AgentServer {
  constructor(private readonly calls: ServerCalls) {}

  info(options?: CallOptions) {
    return this.calls.info(options);
  }

  searchThreads(query: ThreadQuery, options?: CallOptions) {
    return searchThreads(this.calls, query, options);
  }

  countThreads(options?: CallOptions) {
    return countThreads(this.calls, options);
  }

  createThread(options?: CallOptions) {
    return this.calls.ask({ method: "POST", path: "/threads", body: {}, repeatable: false }, readThread, options);
  }

  async claimThread(threadId: string, metadata: JsonObject, options?: CallOptions) {
    idSegment(threadId, "POST", "thread_id");
    const body = { thread_id: threadId, if_exists: "raise", metadata };
    return this.calls.ask({ method: "POST", path: "/threads", body, repeatable: false }, readThread, options);
  }

  async getThread(threadId: string, options?: CallOptions) {
    return getThread(this.calls, threadId, options);
  }

  async patchThread(threadId: string, metadata: JsonObject, options?: CallOptions) {
    const path = `/threads/${idSegment(threadId, "PATCH", "thread_id")}`;
    return this.calls.ask({ method: "PATCH", path, body: { metadata }, repeatable: true }, readThread, options);
  }

  async deleteThread(threadId: string, options?: CallOptions) {
    return this.calls.wasThere(`/threads/${idSegment(threadId, "DELETE", "thread_id")}`, options);
  }

  searchCrons(query: CronQuery, options?: CallOptions) {
    return searchCrons(this.calls, query, options);
  }

  allCrons(options?: CallOptions) {
    return allCrons(this.calls, options);
  }

  getCron(cronId: string, options?: CallOptions) {
    return getCron(this.calls, cronId, options);
  }

  async createCron(request: CreateRequest, options?: CallOptions) {
    const [, threadId] = /^\/threads\/([^/]*)\/runs\/crons$/.exec(request.path) ?? [];
    if (threadId !== undefined) idSegment(threadId, "POST", "thread_id");
    return this.calls.ask({ ...request, repeatable: false }, readCron, options);
  }

  async patchCron(cronId: string, change: JsonObject, options?: CallOptions) {
    return patchCron(this.calls, cronId, change, options);
  }

  async deleteCron(cronId: string, options?: CallOptions) {
    return this.calls.wasThere(`/runs/crons/${idSegment(cronId, "DELETE", "cron_id")}`, options);
  }

  searchAssistants(page: Page, options?: CallOptions) {
    return searchAssistants(this.calls, page, options);
  }

  graphNodes(assistantId: string, options?: CallOptions) {
    return graphNodes(this.calls, assistantId, options);
  }

  schemas(assistantId: string, options?: CallOptions) {
    return assistantSchemas(this.calls, assistantId, options);
  }

  async createRun(request: RunRequest, options?: CallOptions) {
    const [, threadId] = /^\/threads\/([^/]*)\/runs$/.exec(request.path) ?? [];
    if (threadId !== undefined) idSegment(threadId, "POST", "thread_id");
    return this.calls.ask({ ...request, repeatable: false }, readRun, options);
  }

  async runs(threadId: string, query: RunQuery, options?: CallOptions) {
    return threadRuns(this.calls, threadId, query, options);
  }

  async getRun(threadId: string, runId: string, options?: CallOptions) {
    return (await facts()).getRun(this.calls, threadId, runId, options);
  }

  async joinRun(threadId: string, runId: string, options?: CallOptions) {
    return (await facts()).joinRun(this.calls, threadId, runId, options);
  }

  async cancelRun(threadId: string, runId: string, action: CancelAction, options?: CallOptions) {
    return (await facts()).cancelRun(this.calls, threadId, runId, action, options);
  }

  async streamRun(threadId: string, runId: string, onEvent: (event: StreamedEvent) => void, options?: CallOptions) {
    return (await facts()).streamRun(this.calls, threadId, runId, onEvent, options);
  }

  async resumeRun(run: RunDetail, value: JsonValue, options?: CallOptions) {
    return (await facts()).resumeRun(this.calls, run, value, options);
  }

  async runState(threadId: string, runId: string, options?: CallOptions) {
    return (await facts()).runState(this.calls, threadId, runId, options);
  }

  async threadState(threadId: string, options?: CallOptions) {
    return (await facts()).threadState(this.calls, threadId, options);
  }

  async threadHistory(threadId: string, query: HistoryQuery, options?: CallOptions) {
    return (await facts()).threadHistory(this.calls, threadId, query, options);
  }

  async metrics(options?: CallOptions) {
    return (await facts()).metrics(this.calls, options);
  }
}
