import { type Clock, systemClock } from "../clock";
import { isUuid } from "../isUuid";
import type { JsonObject, JsonValue } from "../json";
import type { CreateRequest } from "../spec/createRequest";
import type { RunRequest } from "../spec/runRequest";
import type { AgentServer, CallOptions, CronQuery, Page, ThreadQuery } from "./agentServer";
import { cronColumns, threadColumns } from "./columns";
import type { Assistant, Cron } from "./cron";
import { explainFailure } from "./explainFailure";
import { largestPage } from "./largestPage";
import { asNoServer } from "./noServer";
import {
  readAssistant,
  readCron,
  readInfo,
  readNodes,
  readNothing,
  readRun,
  readSchemas,
  readThread,
} from "./readAnswers";
import { type Reader, readCount, readList, ShapeFault } from "./readShape";
import { idSegment, pathSegment } from "./requestUrl";
import { type Endpoint, type ServerRequest, sendRequest } from "./sendRequest";
import { ServerFailure } from "./serverProblem";

export interface HttpAgentServerOptions {
  /** As `parseServerUrl` gives it. */
  readonly baseUrl: string;
  /** Sent with every request, beside the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as `x-api-key`; undefined or empty: none is sent. */
  readonly apiKey: string | undefined;
  /** For each try of a request, its answer's body included. */
  readonly timeoutMilliseconds: number;
  readonly clock?: Clock;
  /** 0 to 1; spreads repeated tries. */
  readonly random?: () => number;
  /** Told of each try, for a log. */
  readonly onAnswer?: NonNullable<Endpoint["onAnswer"]>;
}

/** Pages overlap: as many crons may be deleted between two of them without another one slipping through. */
const pageOverlap = 50;
/** An Agent Server over HTTP. Sends nothing until it is asked something. */
export function createAgentServer(options: HttpAgentServerOptions): AgentServer {
  const endpoint: Endpoint = {
    baseUrl: options.baseUrl,
    headers: options.headers,
    apiKey: options.apiKey?.trim() || undefined,
    timeoutMilliseconds: options.timeoutMilliseconds,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    ...(options.onAnswer === undefined ? {} : { onAnswer: options.onAnswer }),
  };
  return new HttpAgentServer(endpoint);
}

class HttpAgentServer implements AgentServer {
  constructor(private readonly endpoint: Endpoint) {}

  async info(options?: CallOptions) {
    try {
      return await this.read({ method: "GET", path: "/info", repeatable: true }, readInfo, options);
    } catch (error) {
      throw error instanceof ServerFailure ? asNoServer(error, this.endpoint.baseUrl) : error;
    }
  }

  searchThreads(query: ThreadQuery, options?: CallOptions) {
    const body = { ...query, select: threadColumns };
    return this.ask(search("/threads/search", defined(body)), readList(readThread), options);
  }

  countThreads(options?: CallOptions) {
    return this.ask(search("/threads/count", {}), readCount, options);
  }

  createThread(options?: CallOptions) {
    return this.ask({ method: "POST", path: "/threads", body: {}, repeatable: false }, readThread, options);
  }

  claimThread(threadId: string, metadata: JsonObject, options?: CallOptions) {
    idSegment(threadId, "POST", "thread_id");
    const body = { thread_id: threadId, if_exists: "raise", metadata };
    return this.ask({ method: "POST", path: "/threads", body, repeatable: false }, readThread, options);
  }

  async getThread(threadId: string, options?: CallOptions) {
    const path = `/threads/${idSegment(threadId, "GET", "thread_id")}`;
    return this.ask({ method: "GET", path, repeatable: true }, readThread, options);
  }

  async patchThread(threadId: string, metadata: JsonObject, options?: CallOptions) {
    const path = `/threads/${idSegment(threadId, "PATCH", "thread_id")}`;
    return this.ask({ method: "PATCH", path, body: { metadata }, repeatable: true }, readThread, options);
  }

  async deleteThread(threadId: string, options?: CallOptions) {
    return this.wasThere(`/threads/${idSegment(threadId, "DELETE", "thread_id")}`, options);
  }

  searchCrons(query: CronQuery, options?: CallOptions): Promise<readonly Cron[]> {
    const { withPayload, ...filter } = query;
    const body = { ...filter, ...oldestFirst, ...(withPayload === true ? {} : { select: cronColumns }) };
    return this.ask(search("/runs/crons/search", defined(body)), readList(readCron), options);
  }

  async allCrons(options?: CallOptions): Promise<readonly Cron[]> {
    const found = new Map<string, Cron>();
    for (let offset = 0; ; offset += largestPage - pageOverlap) {
      const before = found.size;
      const page = await this.searchCrons({ limit: largestPage, offset }, options);
      for (const cron of page) found.set(cron.cron_id, cron);
      // A server that ignores `offset` gives the same page for ever.
      if (page.length < largestPage || found.size === before) return [...found.values()];
    }
  }

  async getCron(cronId: string, options?: CallOptions) {
    const path = `/runs/crons/${idSegment(cronId, "GET", "cron_id")}`;
    return this.ask({ method: "GET", path, repeatable: true }, readCron, options);
  }

  async createCron(request: CreateRequest, options?: CallOptions): Promise<Cron> {
    const [, threadId] = /^\/threads\/([^/]*)\/runs\/crons$/.exec(request.path) ?? [];
    if (threadId !== undefined) idSegment(threadId, "POST", "thread_id");
    return this.ask({ ...request, repeatable: false }, readCron, options);
  }

  async patchCron(cronId: string, change: JsonObject, options?: CallOptions) {
    const path = `/runs/crons/${idSegment(cronId, "PATCH", "cron_id")}`;
    return this.ask({ method: "PATCH", path, body: change, repeatable: true }, readCron, options);
  }

  async deleteCron(cronId: string, options?: CallOptions): Promise<boolean> {
    return this.wasThere(`/runs/crons/${idSegment(cronId, "DELETE", "cron_id")}`, options);
  }

  searchAssistants(page: Page, options?: CallOptions): Promise<readonly Assistant[]> {
    return this.ask(search("/assistants/search", { ...page }), readList(readAssistant), options);
  }

  async graphNodes(assistantId: string, options?: CallOptions) {
    const path = `/assistants/${pathSegment(assistantId, "GET", "assistant_id")}/graph`;
    return this.ask({ method: "GET", path, repeatable: true }, readNodes, options);
  }

  async schemas(assistantId: string, options?: CallOptions) {
    const id = isUuid(assistantId) ? assistantId : await this.assistantOfGraph(assistantId, options);
    const path = `/assistants/${idSegment(id, "GET", "assistant_id")}/schemas`;
    try {
      return await this.ask({ method: "GET", path, repeatable: true }, readSchemas, options);
    } catch (error) {
      // A graph whose state uses `typing.TypedDict` on Python below 3.12 makes the server fail here (0.16.7).
      const unknown = error instanceof ServerFailure && error.problem.kind === "serverError";
      if (unknown) return { input_schema: null, config_schema: null, context_schema: null };
      throw error;
    }
  }

  createRun(request: RunRequest, options?: CallOptions) {
    const [, threadId] = /^\/threads\/([^/]*)\/runs$/.exec(request.path) ?? [];
    if (threadId !== undefined) idSegment(threadId, "POST", "thread_id");
    return this.ask({ ...request, repeatable: false }, readRun, options);
  }

  async runs(threadId: string, page: Page, options?: CallOptions) {
    const path = `/threads/${idSegment(threadId, "GET", "thread_id")}/runs`;
    const query = [
      ["limit", String(page.limit)],
      ["offset", String(page.offset)],
    ] as const;
    return this.ask({ method: "GET", path, query, repeatable: true }, readList(readRun), options);
  }

  /** Schemas are asked by id only; the crons' `assistant_id` may be a graph's name. */
  private async assistantOfGraph(graphId: string, options?: CallOptions): Promise<string> {
    const request = search("/assistants/search", { graph_id: graphId, limit: 1, offset: 0 });
    const [assistant] = await this.ask(request, readList(readAssistant), options);
    if (assistant !== undefined) return assistant.assistant_id;
    throw new ServerFailure({ kind: "notFound", detail: `Assistant '${graphId}' not found` }, request);
  }

  /** Deletes; false where the server did not know it (any more). */
  private async wasThere(path: string, options: CallOptions | undefined): Promise<boolean> {
    try {
      await this.ask({ method: "DELETE", path, repeatable: true }, readNothing, options);
      return true;
    } catch (error) {
      if (error instanceof ServerFailure && error.problem.kind === "notFound") return false;
      throw error;
    }
  }

  private send(request: ServerRequest, options: CallOptions | undefined): Promise<JsonValue | undefined> {
    const repeatable = request.repeatable && options?.once !== true;
    return sendRequest(this.endpoint, { ...request, repeatable }, options?.signal);
  }

  private async ask<Value>(
    request: ServerRequest,
    read: Reader<Value>,
    options: CallOptions | undefined,
  ): Promise<Value> {
    try {
      return await this.read(request, read, options);
    } catch (error) {
      throw error instanceof ServerFailure ? await explainFailure(error, () => this.info(options)) : error;
    }
  }

  private async read<Value>(
    request: ServerRequest,
    read: Reader<Value>,
    options: CallOptions | undefined,
  ): Promise<Value> {
    const answer = await this.send(request, options);
    try {
      return read(answer, "answer");
    } catch (error) {
      if (!(error instanceof ShapeFault)) throw error;
      const { method, path } = request;
      throw new ServerFailure({ kind: "notAgentServer", reason: `unexpected ${error.place}` }, { method, path });
    }
  }
}

/** So that what is made while pages are read comes after them, and the oldest copy of a submission is the first. */
const oldestFirst = { sort_by: "created_at", sort_order: "asc" } as const;

function search(path: string, body: JsonObject): ServerRequest {
  return { method: "POST", path, body, repeatable: true };
}

function defined(values: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
