import type { JsonValue } from "../../base/json";
import { type Answer, answerProblem } from "../problems/answerProblem";
import { isBrokenConnection } from "../problems/networkReason";
import { type RequestName, ServerFailure, type ServerProblem } from "../problems/serverProblem";
import type { Answered, Endpoint, ServerRequest } from "./endpoint";
import { connectionProblem, type Exchange, openExchange, prepareExchange, readAnswer, tooLarge } from "./exchange";
import { parseAnswer } from "./parseAnswer";
import { maximumTries, retryDelay } from "./retryDelay";

const busyStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Sends one request to an Agent Server and returns its JSON, or undefined if the answer has no body (202, 204). Throws
 * only `ServerFailure`, without a `cause`, because the underlying errors contain the URL, the headers and so the key.
 */
export async function sendRequest(
  endpoint: Endpoint,
  request: ServerRequest,
  signal?: AbortSignal,
): Promise<JsonValue | undefined> {
  const name: RequestName = { method: request.method, path: request.path };
  const exchange = prepareExchange(endpoint, request, name);
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
    const answer = await answerWithin(endpoint, exchange, either);
    return "problem" in answer ? without(answer.problem, false) : read(answer, exchange);
  } catch (error) {
    if (isCancelled()) return without({ kind: "cancelled" }, false);
    if (timeout.aborted) return without({ kind: "timeout", milliseconds: endpoint.timeoutMilliseconds }, false);
    const problem = connectionProblem(error);
    return without(problem, problem.kind === "unreachable" && isBrokenConnection(problem.reason));
  }
}

/** A failed attempt without an HTTP status. */
function without(problem: ServerProblem, again: boolean): Attempt {
  return { outcome: problem.kind, problem, again };
}

async function answerWithin(
  endpoint: Endpoint,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Answer | { readonly problem: ServerProblem }> {
  const begun = endpoint.clock.now();
  const opened = await openExchange(endpoint, exchange, signal);
  if ("problem" in opened) return opened;
  const date = Date.parse(opened.response.headers.get("date") ?? "");
  if (!Number.isNaN(date)) endpoint.serverClock?.note({ begun, date, ended: endpoint.clock.now() });
  return (await readAnswer(endpoint, opened.response)) ?? { problem: tooLarge(endpoint) };
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
