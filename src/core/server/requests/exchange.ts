import type { Answer } from "../problems/answerProblem";
import { networkReason, notHttp } from "../problems/networkReason";
import type { RequestName, ServerProblem } from "../problems/serverProblem";
import type { Endpoint, ServerRequest } from "./endpoint";
import { readBody } from "./readBody";
import { requestHeaders } from "./requestHeaders";
import { isBelow, requestUrl } from "./requestUrl";
import { retryAfterSeconds } from "./retryDelay";

/** How many redirects in a row are followed. */
const longestRedirect = 3;
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** One request, ready to be sent. */
export interface Exchange {
  readonly method: RequestName["method"];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly keySent: boolean;
  /** What must not appear in a message. */
  readonly secrets: readonly string[];
}

/** Throws `ServerFailure` (rejected, status 0) for what can't be sent. */
export function prepareExchange(endpoint: Endpoint, request: ServerRequest, name: RequestName): Exchange {
  const call = request.headers ?? {};
  const sources = { connection: endpoint.headers, apiKey: endpoint.apiKey, call, hasBody: request.body !== undefined };
  return {
    method: request.method,
    url: requestUrl(endpoint.baseUrl, name, request.query),
    headers: requestHeaders(sources, name),
    body: request.body === undefined ? undefined : JSON.stringify(request.body),
    keySent: endpoint.apiKey !== undefined,
    secrets: [
      endpoint.apiKey ?? "",
      ...Object.values(endpoint.headers),
      ...Object.values(call),
      ...queryValues(request),
    ],
  };
}

function queryValues(request: ServerRequest): readonly string[] {
  return (request.query ?? []).map(([, value]) => value);
}

/** The start of an answer; follows redirects within the connection. `signal` covers them and the body. */
export async function openExchange(
  endpoint: Endpoint,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<{ readonly response: Response } | { readonly problem: ServerProblem }> {
  // All four stay off: ofetch's `timeout` is ignored if there is a signal, its `retry` reuses an aborted signal, its
  // parser reads truncated JSON as a string, and followed redirects carry the key to any host.
  const { ofetch } = await import("ofetch");
  let url = exchange.url;
  for (let hops = 0; hops <= longestRedirect; hops += 1) {
    const response = await ofetch.raw<unknown, "stream">(url.href, {
      method: exchange.method,
      headers: { ...exchange.headers },
      ...(exchange.body === undefined ? {} : { body: exchange.body }),
      redirect: "manual",
      retry: 0,
      responseType: "stream",
      ignoreResponseError: true,
      signal,
    });
    if (!redirectStatuses.has(response.status)) return { response };
    await response.body?.cancel();
    const next = redirectTarget(response.headers.get("location"), url);
    if (next === null)
      return { problem: { kind: "notAgentServer", reason: `HTTP ${response.status} without a place to go` } };
    if (!isBelow(endpoint.baseUrl, next) || !keepsMethod(response.status, exchange.method)) {
      return { problem: { kind: "moved", origin: placeOf(next, url) } };
    }
    url = next;
  }
  return { problem: { kind: "notAgentServer", reason: "too many redirects" } };
}

/** The whole answer; null if it is longer than we read. */
export async function readAnswer(endpoint: Endpoint, response: Response): Promise<Answer | null> {
  const { body, headers, status } = response;
  const retryAfter = retryAfterSeconds(headers.get("retry-after"), endpoint.clock.now());
  const text = await readBody(body, status, endpoint.largestAnswerBytes);
  return text === null ? null : { status, text, retryAfterSeconds: retryAfter };
}

export function tooLarge({ largestAnswerBytes }: Endpoint): ServerProblem {
  return { kind: "tooLarge", megabytes: largestAnswerBytes / 1024 ** 2 };
}

/** What a request meant that ended in this error, without an answer or within it. */
export function connectionProblem(error: unknown): ServerProblem {
  const reason = networkReason(error);
  return reason === notHttp ? { kind: "notAgentServer", reason: "not HTTP" } : { kind: "unreachable", reason };
}

function redirectTarget(location: string | null, from: URL): URL | null {
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : null;
}

/** With the older codes clients turn other methods into GET, which would be a different request. */
function keepsMethod(status: number, method: RequestName["method"]): boolean {
  return method === "GET" || status === 307 || status === 308;
}

/** The target's origin, plus the path if only that differs (a login page); no query, it may have a token. */
function placeOf(target: URL, from: URL): string {
  return target.origin === from.origin ? `${target.origin}${target.pathname}` : target.origin;
}
