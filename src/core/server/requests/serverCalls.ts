import type { JsonObject, JsonValue } from "../../base/json";
import type { CallOptions, Page } from "../agentServer";
import type { ServerInfo } from "../cron";
import { asNoServer } from "../noServer";
import { explainFailure } from "../problems/explainFailure";
import { ServerFailure } from "../problems/serverProblem";
import { refusesKey, type ServerLacks } from "../serverLacks";
import type { Endpoint, ServerRequest } from "./endpoint";
import { readInfo, readNothing } from "./readAnswers";
import { type Reader, readList, ShapeFault } from "./readShape";
import { sendRequest } from "./sendRequest";

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
    readonly endpoint: Endpoint,
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
    return this.explained(() => this.askOnce(request, read, options), options);
  }

  /** With a failure that names its cause. */
  async explained<Value>(act: () => Promise<Value>, options: CallOptions | undefined): Promise<Value> {
    try {
      return await act();
    } catch (error) {
      throw error instanceof ServerFailure ? await explainFailure(error, () => this.info(options)) : error;
    }
  }

  /** Splits a search into pages as small as the server needs, and selects columns if it can. */
  search<Row>(search: Search<Row>, options: CallOptions | undefined): Promise<readonly Row[]> {
    return this.inPages(search.path, search, (page) => this.searchOnce(search, page, options));
  }

  /** The rows of a page, in pages as small as the server needs, which is remembered for all requests of this name. */
  async inPages<Row>(
    name: string,
    { limit, offset }: Page,
    ask: (page: Page) => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> {
    const most = this.lacks.largestPage(name) ?? limit;
    if (limit > most) return this.inSmallPages(name, { limit, offset }, most, ask);
    try {
      return await ask({ limit, offset });
    } catch (error) {
      const rows = smallerPage(error, limit);
      if (rows < 1) throw error;
      this.lacks.limitPage(name, rows);
      return this.inSmallPages(name, { limit, offset }, rows, ask);
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

  private async inSmallPages<Row>(
    name: string,
    whole: Page,
    most: number,
    ask: (page: Page) => Promise<readonly Row[]>,
  ): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (;;) {
      const limit = Math.min(most, whole.limit - rows.length);
      const page = await this.inPages(name, { limit, offset: whole.offset + rows.length }, ask);
      rows.push(...page);
      if (page.length < limit || rows.length >= whole.limit) return rows;
    }
  }

  private async searchOnce<Row>(
    { path, body, columns, read }: Search<Row>,
    { limit, offset }: Page,
    options: CallOptions | undefined,
  ): Promise<readonly Row[]> {
    const plain = defined({ ...body, limit, offset });
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

  /** A failure may not name its cause, see `explained`. */
  async askOnce<Value>(request: ServerRequest, read: Reader<Value>, options: CallOptions | undefined): Promise<Value> {
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
