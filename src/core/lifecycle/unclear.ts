import type { Clock } from "../base/clock";
import { ServerFailure, type ServerProblem } from "../server/problems/serverProblem";

/** Problems after which nobody knows whether the server did what it was asked. */
const unclearKinds: ReadonlySet<ServerProblem["kind"]> = new Set([
  "unreachable",
  "timeout",
  "busy",
  "serverError",
  "notAgentServer",
  "tooLarge",
]);

/** Connections that were never made: not a byte of the request went out. */
const neverMade: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** True where the server may have done what it was asked, or may still do it. Not so after a problem with the certificate. */
export function isUnclear(error: unknown): boolean {
  return error instanceof ServerFailure && unclearKinds.has(error.problem.kind) && !isToldToStayAway(error.problem);
}

/** Longer than this nobody waits without being asked, in seconds. */
const longestWait = 60;

/** A limit of requests that lasts longer: this request was not carried out, and one sent soon would not be either. */
function isToldToStayAway(problem: ServerProblem): boolean {
  return problem.kind === "busy" && problem.status === 429 && (problem.retryAfterSeconds ?? 0) > longestWait;
}

/** True where the request can't have reached the server. */
export function neverReached(error: unknown): boolean {
  return error instanceof ServerFailure && error.problem.kind === "unreachable" && neverMade.has(error.problem.reason);
}

const firstPauseMilliseconds = 200;

/** How long to go on: so many times, and no new try once so many milliseconds have passed. */
export interface Patience {
  readonly tries: number;
  readonly milliseconds?: number;
}

/**
 * Repeats what may be done twice (search, PATCH, DELETE) while its outcome is unclear, as long as `patience` lasts, with
 * doubling pauses. Throws the last failure, or the signal's reason; the first one at once where nobody was reached.
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
