import type { Clock } from "../../base/clock";
import type { JsonObject, JsonValue } from "../../base/json";
import { type Answer, answerProblem } from "../problems/answerProblem";
import { isBrokenConnection, networkReason, notHttp } from "../problems/networkReason";
import { type RequestName, ServerFailure, type ServerProblem } from "../problems/serverProblem";
import { parseAnswer } from "./parseAnswer";
import { readBody } from "./readBody";
import { requestHeaders } from "./requestHeaders";
import { isBelow, requestUrl } from "./requestUrl";
import { maximumTries, retryAfterSeconds, retryDelay } from "./retryDelay";

/** The target of requests, and what is sent with each. */
export interface Endpoint {
  /** In the form that `parseServerUrl` returns: no trailing slash, no query. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly apiKey: string | undefined;
  /** The time limit of each try, from the first byte sent to the last byte of the answer's body. */
  readonly timeoutMilliseconds: number;
  /** The most that is read of an answer. */
  readonly largestAnswerBytes: number;
  readonly clock: Clock;
  /** Returns 0 to 1. */
  readonly random: () => number;
  /** Called after each try, for a log. */
  readonly onAnswer?: (answered: Answered) => void;
}

/** One try of a request in the form that a log may contain: no query, no header, no body. */
export interface Answered extends RequestName {
  /** The HTTP status of the answer, or why there was none. */
  readonly outcome: number | ServerProblem["kind"];
  readonly milliseconds: number;
}

export interface ServerRequest extends RequestName {
  readonly query?: readonly (readonly [name: string, value: string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** Whether it can be sent again after a busy answer or a broken connection, because repeating it changes nothing. */
  readonly repeatable: boolean;
}

/** How many redirects in a row are followed. */
const longestRedirect = 3;
const busyStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends one request to an Agent Server and returns its JSON, or undefined if the answer has no body (202, 204). The only
 * caller of `ofetch`, which the first request loads. Throws only `ServerFailure`, without a `cause`, because the
 * underlying errors contain the URL, the headers and so the key.
 */
export async function sendRequest(
  endpoint: Endpoint,
  request: ServerRequest,
  signal?: AbortSignal,
): Promise<JsonValue | undefined> {
  const name: RequestName = { method: request.method, path: request.path };
  const exchange = prepare(endpoint, request, name);
  for (let tries = 1; ; tries += 1) {
    const begun = endpoint.clock.now();
    const result = await attempt(endpoint, exchange, signal);
    endpoint.onAnswer?.({ ...name, outcome: result.outcome, milliseconds: endpoint.clock.now() - begun });
    if ("value" in result) return result.value;
    const again = request.repeatable && result.again && tries < maximumTries;
    const asked = result.problem.kind === "busy" ? result.problem.retryAfterSeconds : null;
    const wait = again ? retryDelay(tries, asked, endpoint.random) : null;
    if (wait === null) throw new ServerFailure(result.problem, name);
    try {
      await endpoint.clock.sleep(wait, signal);
    } catch {
      throw new ServerFailure({ kind: "cancelled" }, name);
    }
  }
}

interface Exchange {
  readonly method: RequestName["method"];
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly keySent: boolean;
  /** What must not appear in a message. */
  readonly secrets: readonly string[];
}

function prepare(endpoint: Endpoint, request: ServerRequest, name: RequestName): Exchange {
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

type Attempt = { readonly outcome: Answered["outcome"] } & (
  | { readonly value: JsonValue | undefined }
  /** `again`: another try may succeed. */
  | { readonly problem: ServerProblem; readonly again: boolean }
);

async function attempt(endpoint: Endpoint, exchange: Exchange, signal: AbortSignal | undefined): Promise<Attempt> {
  const isCancelled = () => signal?.aborted === true;
  if (isCancelled()) return without({ kind: "cancelled" }, false);
  const timeout = AbortSignal.timeout(endpoint.timeoutMilliseconds);
  // Node has `AbortSignal.any` from 20.3 on; the command line also runs on 20.0, but passes no signal.
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const answer = await exchangeWithin(endpoint, exchange, either);
    return "problem" in answer ? without(answer.problem, false) : read(answer, exchange);
  } catch (error) {
    if (isCancelled()) return without({ kind: "cancelled" }, false);
    if (timeout.aborted) return without({ kind: "timeout", milliseconds: endpoint.timeoutMilliseconds }, false);
    const reason = networkReason(error);
    return reason === notHttp
      ? without({ kind: "notAgentServer", reason: "not HTTP" }, false)
      : without({ kind: "unreachable", reason }, isBrokenConnection(reason));
  }
}

/** A failed attempt without an HTTP status. */
function without(problem: ServerProblem, again: boolean): Attempt {
  return { outcome: problem.kind, problem, again };
}

/** One answer; follows redirects within the connection, and `signal` covers them and all bodies. */
async function exchangeWithin(
  endpoint: Endpoint,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Answer | { readonly problem: ServerProblem }> {
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
    if (!redirectStatuses.has(response.status)) {
      const retryAfter = retryAfterSeconds(response.headers.get("retry-after"), endpoint.clock.now());
      const text = await readBody(response.body, response.status, endpoint.largestAnswerBytes);
      if (text === null) return { problem: { kind: "tooLarge", megabytes: endpoint.largestAnswerBytes / 1024 ** 2 } };
      return { status: response.status, text, retryAfterSeconds: retryAfter };
    }
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

function read(answer: Answer, exchange: Exchange): Attempt {
  const outcome = answer.status;
  if (outcome < 200 || outcome > 299) {
    const problem = answerProblem(answer, exchange.keySent, exchange.secrets);
    return { outcome, problem, again: busyStatuses.has(outcome) };
  }
  // A cancelled run is answered with an empty 202.
  if (outcome === 204 || (outcome === 202 && answer.text === "")) return { outcome, value: undefined };
  const parsed = parseAnswer(answer.text);
  return parsed.ok
    ? { outcome, value: parsed.value }
    : { outcome, problem: { kind: "notAgentServer", reason: parsed.failure }, again: false };
}
