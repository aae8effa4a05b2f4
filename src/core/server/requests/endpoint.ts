import type { Clock } from "../../base/clock";
import type { JsonObject } from "../../base/json";
import type { RequestName, ServerProblem } from "../problems/serverProblem";
import type { ServerClock } from "../serverClock";

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
  /** Learns from each answer how far the server's clock is from ours. */
  readonly serverClock?: ServerClock;
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
