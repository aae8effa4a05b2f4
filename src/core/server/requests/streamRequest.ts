import { answerProblem } from "../problems/answerProblem";
import { type RequestName, ServerFailure, type ServerProblem } from "../problems/serverProblem";
import type { StreamedEvent } from "../streamedEvent";
import type { Endpoint, ServerRequest } from "./endpoint";
import { EventParser } from "./eventParser";
import { connectionProblem, type Exchange, openExchange, prepareExchange, readAnswer, tooLarge } from "./exchange";
import { parseAnswer } from "./parseAnswer";

/**
 * Yields the events of a server's stream until it ends; to leave the loop closes the connection. Sent once. Keeps one
 * event at most, as large as an answer may be. Throws only `ServerFailure`: `timeout` if nothing comes for the time
 * limit of a request, although servers send something every five seconds (0.16.7, 0.11.1, Aegra 0.11.0).
 */
export async function* streamRequest(
  endpoint: Endpoint,
  request: ServerRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<StreamedEvent, void, undefined> {
  const name: RequestName = { method: request.method, path: request.path };
  const headers = { ...request.headers, accept: "text/event-stream" };
  const exchange = prepareExchange(endpoint, { ...request, headers }, name);
  const silence = new Silence(endpoint.timeoutMilliseconds);
  const either = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]);
  const fail = (error: unknown): ServerFailure => {
    if (error instanceof ServerFailure) return error;
    if (signal?.aborted === true) return new ServerFailure({ kind: "cancelled" }, name);
    if (silence.signal.aborted) return new ServerFailure(silence.problem, name);
    return new ServerFailure(connectionProblem(error), name);
  };
  const begun = endpoint.clock.now();
  const log = (outcome: number | ServerProblem["kind"]) =>
    endpoint.onAnswer?.({ ...name, outcome, milliseconds: endpoint.clock.now() - begun });
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    reader = await openStream(endpoint, exchange, name, either).catch((error: unknown) => {
      throw fail(error);
    });
    const decoder = new TextDecoder();
    const parser = new EventParser(endpoint.largestAnswerBytes);
    for (;;) {
      silence.restart();
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw fail(error);
      });
      if (done) break;
      silence.stop();
      const events = parser.push(decoder.decode(value, { stream: true }));
      if (events === null) throw new ServerFailure(tooLarge(endpoint), name);
      for (const { event, data } of events) {
        const parsed = parseAnswer(data);
        if (!parsed.ok) throw new ServerFailure({ kind: "notAgentServer", reason: parsed.failure }, name);
        yield { event, data: parsed.value };
      }
    }
    log(200);
  } catch (error) {
    if (error instanceof ServerFailure) log(error.problem.kind);
    throw error;
  } finally {
    silence.stop();
    await reader?.cancel().catch(() => undefined);
  }
}

/** Throws for an answer that is no stream: a refusal, or a page of a gateway, which would look like a run's end. */
async function openStream(
  endpoint: Endpoint,
  exchange: Exchange,
  name: RequestName,
  signal: AbortSignal,
): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const opened = await openExchange(endpoint, exchange, signal);
  if ("problem" in opened) throw new ServerFailure(opened.problem, name);
  const { body, headers, status } = opened.response;
  if (status < 200 || status > 299) {
    const answer = await readAnswer(endpoint, opened.response);
    const problem = answer === null ? tooLarge(endpoint) : answerProblem(answer, exchange.keySent, exchange.secrets);
    throw new ServerFailure(problem, name);
  }
  if (body === null || !/^text\/event-stream\b/i.test(headers.get("content-type") ?? "")) {
    await body?.cancel();
    throw new ServerFailure({ kind: "notAgentServer", reason: "not a stream of events" }, name);
  }
  return body.getReader();
}

/** Aborts its signal if it is not restarted or stopped in time. */
class Silence {
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly problem: ServerProblem;

  constructor(private readonly milliseconds: number) {
    this.problem = { kind: "timeout", milliseconds };
    this.restart();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  restart(): void {
    this.stop();
    this.timer = setTimeout(() => this.controller.abort(), this.milliseconds);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
