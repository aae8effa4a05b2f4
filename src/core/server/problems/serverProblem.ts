/** What was received instead of an Agent Server's answer to `GET /info`; a number is an HTTP status. */
export type StrangeAnswer = number | "web page" | "nothing" | "not JSON" | "not HTTP" | "something else";

/** Why a request to an Agent Server failed. Never contains a key, a header or a query. */
export type ServerProblem =
  /** No connection: refused, unknown host, TLS, reset. `reason` is the system's error code (ECONNREFUSED). */
  | { readonly kind: "unreachable"; readonly reason: string }
  | { readonly kind: "timeout"; readonly milliseconds: number }
  | { readonly kind: "cancelled" }
  /** 401 or 403. `keySent`: whether the request had a key. */
  | { readonly kind: "unauthorized"; readonly status: 401 | 403; readonly detail: string; readonly keySent: boolean }
  /** 404 of an Agent Server: a cron, thread or assistant doesn't exist (any more). */
  | { readonly kind: "notFound"; readonly detail: string }
  /** Something answers at the connection's address (`url`), but not an Agent Server: `asked` is `GET /info`. */
  | { readonly kind: "noServer"; readonly url: string; readonly asked: string; readonly answered: StrangeAnswer }
  /**
   * 400, 409, 413, 422, 429, or a create's 404 about a parameter: the server understood and refused. Status 0: refused
   * here before sending (see `requestRefusals`). `parameter` is the wire name it is about, if known.
   */
  | { readonly kind: "rejected"; readonly status: number; readonly detail: string; readonly parameter: string | null }
  /** The server has no crons (JavaScript development server). */
  | { readonly kind: "noCrons"; readonly version: string }
  /** A redirect off the connection's URL, not followed. `origin`: its target, plus the path if only that differs. */
  | { readonly kind: "moved"; readonly origin: string }
  /** 503 on all tries, or 429 with a time to wait; other 429s are `rejected`, mostly limits waiting can't lift. */
  | {
      readonly kind: "busy";
      readonly status: number;
      readonly retryAfterSeconds: number | null;
      readonly detail: string;
    }
  /** The answer is longer than we read; a write may have been carried out. */
  | { readonly kind: "tooLarge"; readonly megabytes: number }
  /** An answer that no Agent Server gives: a gateway's HTML, or truncated or misshapen JSON. */
  | { readonly kind: "notAgentServer"; readonly reason: string }
  | { readonly kind: "serverError"; readonly status: number; readonly detail: string };

export interface RequestName {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** The path below the connection's URL, without query. */
  readonly path: string;
}

/** Thrown by every failed request to an Agent Server. */
export class ServerFailure extends Error {
  override readonly name = "ServerFailure";

  constructor(
    readonly problem: ServerProblem,
    readonly request: RequestName,
  ) {
    super(`${request.method} ${request.path}: ${problem.kind}`);
  }
}
