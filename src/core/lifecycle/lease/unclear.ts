import type { Clock } from "../../base/clock";
import { onlyReads } from "../../server/problems/onlyReads";
import { ServerFailure, type ServerProblem } from "../../server/problems/serverProblem";

/** Problems after which it is unknown whether the server carried out the request. */
const unclearKinds: ReadonlySet<ServerProblem["kind"]> = new Set([
  "unreachable",
  "timeout",
  "busy",
  "serverError",
  "notAgentServer",
  "tooLarge",
]);

/** Connections that were never made, so no byte of the request was sent. */
const neverMade: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** Whether the server may have carried out the request, or may still do so. False after a certificate problem. */
export function isUnclear(error: unknown): boolean {
  return error instanceof ServerFailure && unclearKinds.has(error.problem.kind) && !isToldToStayAway(error.problem);
}

/** Whether a failed request was a write that may have been carried out all the same, or may be yet. */
export function mayBeDone(error: unknown): error is ServerFailure {
  if (!(error instanceof ServerFailure) || !isUnclear(error) || neverReached(error)) return false;
  const { problem, request } = error;
  const isRefused = problem.kind === "busy" && problem.status === 429;
  return !isRefused && !onlyReads(request);
}

/** The longest wait without asking the user, in seconds. */
const longestWait = 60;

/** A longer rate limit: this request was not carried out, and one sent soon would not be either. */
function isToldToStayAway(problem: ServerProblem): boolean {
  return problem.kind === "busy" && problem.status === 429 && (problem.retryAfterSeconds ?? 0) > longestWait;
}

/** Whether the request can't have reached the server. */
export function neverReached(error: unknown): boolean {
  return error instanceof ServerFailure && error.problem.kind === "unreachable" && neverMade.has(error.problem.reason);
}

const firstPauseMilliseconds = 200;

/** How long to retry: at most this many tries, and no new try after this many milliseconds. */
export interface Patience {
  readonly tries: number;
  readonly milliseconds?: number;
}

/**
 * Repeats a safe request (search, PATCH, DELETE) while its outcome is unclear and `patience` lasts, with doubling
 * pauses. Throws the last failure or the signal's reason, and at once if the first try did not reach a server.
 */
export async function retryUnclear<Value>(
  clock: Clock,
  signal: AbortSignal | undefined,
  act: () => Promise<Value>,
  patience: Patience = { tries: 12, milliseconds: 120_000 },
): Promise<Value> {
  const { tries, milliseconds = Number.POSITIVE_INFINITY } = patience;
  const end = clock.now() + milliseconds;
  for (let count = 1; ; count += 1) {
    try {
      return await act();
    } catch (error) {
      const hopeless = count === 1 && neverReached(error);
      if (!isUnclear(error) || hopeless || count === tries || clock.now() >= end) throw error;
      await clock.sleep(Math.min(firstPauseMilliseconds * 2 ** (count - 1), 5_000), signal);
    }
  }
}
