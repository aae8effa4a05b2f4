/** What came where an Agent Server's answer to `GET /info` was expected; a number is an HTTP status. */
export type StrangeAnswer = number | "web page" | "nothing" | "not JSON" | "not HTTP" | "something else";

/** Why a request to an Agent Server did not give what was asked. Never holds a key, a header or a query. */
export type ServerProblem =
  /** No connection: refused, unknown host, TLS, reset. `reason` is the system's short word (ECONNREFUSED). */
  | { readonly kind: "unreachable"; readonly reason: string }
  | { readonly kind: "timeout"; readonly milliseconds: number }
  | { readonly kind: "cancelled" }
  /** 401 or 403. `missing`: no key was sent. */
  | { readonly kind: "unauthorized"; readonly status: 401 | 403; readonly detail: string; readonly keySent: boolean }
  /** 404 of an Agent Server: a cron, a thread or an assistant that is not there (any more). */
  | { readonly kind: "notFound"; readonly detail: string }
  /** Something answers at the connection's address (`url`), and is no Agent Server: `asked` is `GET /info`. */
  | { readonly kind: "noServer"; readonly url: string; readonly asked: string; readonly answered: StrangeAnswer }
  /**
   * 400, 409, 413, 422, 429, and a create's 404 about one of its parameters: the server understood and refused.
   * Status 0: refused here (see `requestRefusals`), nothing was sent. `parameter` is the wire name it is about, where that can be told.
   */
  | { readonly kind: "rejected"; readonly status: number; readonly detail: string; readonly parameter: string | null }
  /** The server has no crons (JavaScript development server). */
  | { readonly kind: "noCrons"; readonly version: string }
  /** A redirect off the connection's URL, which is not followed: a key would go with it. `origin`: where to; with the path where only that differs. */
  | { readonly kind: "moved"; readonly origin: string }
  /** 503 to the end, or 429 with the time to wait. A 429 without one is `rejected`: mostly a limit that waiting doesn't lift. */
  | {
      readonly kind: "busy";
      readonly status: number;
      readonly retryAfterSeconds: number | null;
      readonly detail: string;
    }
  /** The answer is longer than we read. A write may have been carried out. */
  | { readonly kind: "tooLarge"; readonly megabytes: number }
  /** One answer of an Agent Server that is not what it would say: HTML of a gateway, truncated or misshapen JSON. */
  | { readonly kind: "notAgentServer"; readonly reason: string }
  | { readonly kind: "serverError"; readonly status: number; readonly detail: string };

export interface RequestName {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path below the connection's URL, without query. */
  readonly path: string;
}

/** What every call of an Agent Server throws when it fails. */
export class ServerFailure extends Error {
  override readonly name = "ServerFailure";

  constructor(
    readonly problem: ServerProblem,
    readonly request: RequestName,
  ) {
    super(`${request.method} ${request.path}: ${problem.kind}`);
  }
}
