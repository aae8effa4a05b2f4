import type { JsonObject, JsonValue } from "../../base/json";
import type { CallOptions } from "../agentServer";
import type { ServerInfo } from "../cron";
import { asNoServer } from "../noServer";
import { explainFailure } from "../problems/explainFailure";
import { ServerFailure } from "../problems/serverProblem";
import { refusesKey, type ServerLacks } from "../serverLacks";
import { readInfo, readNothing } from "./readAnswers";
import { type Reader, readList, ShapeFault } from "./readShape";
import { type Endpoint, type ServerRequest, sendRequest } from "./sendRequest";

/** A search, independent of the kind of server. */
export interface Search<Row> {
  readonly path: string;
  readonly body: Readonly<Record<string, JsonValue | undefined>>;
  /** How many rows are wanted; `offset` is the first. */
  readonly limit: number;
  readonly offset: number;
  /** The wanted columns; undefined means all. */
  readonly columns?: readonly string[] | undefined;
  readonly read: Reader<Row>;
}

/** Rows per page if a server refuses more without saying how many it allows. */
const carefulPage = 100;

/** Requests to one server with typed answers; all throw `ServerFailure`. */
export class ServerCalls {
  constructor(
    private readonly endpoint: Endpoint,
    readonly lacks: ServerLacks,
  ) {}

  async info(options: CallOptions | undefined): Promise<ServerInfo> {
    try {
      const info = await this.askOnce({ method: "GET", path: "/info", repeatable: true }, readInfo, options);
      this.lacks.meet(info);
      return info;
    } catch (error) {
      throw error instanceof ServerFailure ? asNoServer(error, this.endpoint.baseUrl) : error;
    }
  }

  async ask<Value>(request: ServerRequest, read: Reader<Value>, options: CallOptions | undefined): Promise<Value> {
    try {
      return await this.askOnce(request, read, options);
    } catch (error) {
      throw error instanceof ServerFailure ? await explainFailure(error, () => this.info(options)) : error;
    }
  }

  /** Splits a search into pages as small as the server needs, and selects columns if it can. */
  async search<Row>(search: Search<Row>, options: CallOptions | undefined): Promise<readonly Row[]> {
    const { path, limit, offset } = search;
    const most = this.lacks.largestPage(path) ?? limit;
    if (limit > most) return this.searchInPages(search, most, options);
    try {
      return await this.searchOnce(search, { limit, offset }, options);
    } catch (error) {
      const rows = smallerPage(error, limit);
      if (rows < 1) throw error;
      this.lacks.limitPage(path, rows);
      return this.searchInPages(search, rows, options);
    }
  }

  /** Deletes; returns false if the server did not know it (any more). */
  async wasThere(path: string, options: CallOptions | undefined): Promise<boolean> {
    try {
      await this.ask({ method: "DELETE", path, repeatable: true }, readNothing, options);
      return true;
    } catch (error) {
      if (error instanceof ServerFailure && error.problem.kind === "notFound") return false;
      throw error;
    }
  }

  private async searchInPages<Row>(
    search: Search<Row>,
    most: number,
    options: CallOptions | undefined,
  ): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (;;) {
      const limit = Math.min(most, search.limit - rows.length);
      const page = await this.search({ ...search, limit, offset: search.offset + rows.length }, options);
      rows.push(...page);
      if (page.length < limit || rows.length >= search.limit) return rows;
    }
  }

  private async searchOnce<Row>(
    { path, body, columns, read }: Search<Row>,
    page: { readonly limit: number; readonly offset: number },
    options: CallOptions | undefined,
  ): Promise<readonly Row[]> {
    const plain = defined({ ...body, ...page });
    const lack = `select ${path}` as const;
    if (columns === undefined || this.lacks.has(lack)) {
      return this.ask(searchRequest(path, plain), readList(read), options);
    }
    try {
      return await this.ask(searchRequest(path, { ...plain, select: columns }), readList(read), options);
    } catch (error) {
      if (!refusesKey(error, "select")) throw error;
      this.lacks.add(lack);
      return this.ask(searchRequest(path, plain), readList(read), options);
    }
  }

  private async askOnce<Value>(
    request: ServerRequest,
    read: Reader<Value>,
    options: CallOptions | undefined,
  ): Promise<Value> {
    const repeatable = request.repeatable && options?.once !== true;
    const answer = await sendRequest(this.endpoint, { ...request, repeatable }, options?.signal);
    try {
      return read(answer, "answer");
    } catch (error) {
      if (!(error instanceof ShapeFault)) throw error;
      const { method, path } = request;
      throw new ServerFailure({ kind: "notAgentServer", reason: `unexpected ${error.place}` }, { method, path });
    }
  }
}

/** How many rows to ask for instead of `limit` after this failure; 0 if fewer rows would not help. */
function smallerPage(error: unknown, limit: number): number {
  if (error instanceof ServerFailure && error.problem.kind === "tooLarge") return Math.floor(limit / 2);
  if (!refusesKey(error, "limit") || error.problem.kind !== "rejected") return 0;
  const allowed = /\d+/.exec(error.problem.detail);
  return Math.min(Number(allowed?.[0] ?? carefulPage), limit - 1);
}

export function searchRequest(path: string, body: JsonObject): ServerRequest {
  return { method: "POST", path, body, repeatable: true };
}

function defined(values: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
