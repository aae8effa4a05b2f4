import type { ServerFailure, ServerProblem } from "../../core/server/problems/serverProblem";

/** Which requests were answered, numbered in the order in which they began. */
export class Answering {
  private begun = 0;
  private lastAnswered = 0;

  begin(): number {
    this.begun += 1;
    return this.begun;
  }

  answered(request: number): void {
    this.lastAnswered = Math.max(this.lastAnswered, request);
  }

  /** Whether no later request was answered: only then does a failure show the current state. */
  isNewest(request: number): boolean {
    return request > this.lastAnswered;
  }
}

/** The server does not answer. Any refusal is an answer. */
export function isSilence({ kind }: ServerProblem): boolean {
  return kind === "unreachable" || kind === "timeout";
}

/** Earlier data is still worth showing: the server is the same, and will be back. */
export function isPassing(problem: ServerProblem): boolean {
  return isSilence(problem) || problem.kind === "busy" || problem.kind === "serverError";
}

/**
 * Whether a request with this result shows that a problem is over. After a silence any answer is enough; after a refusal
 * or an answer that makes no sense, a request must have succeeded.
 */
export function isOver(problem: ServerProblem, failure: ServerFailure | undefined): boolean {
  if (isSilence(problem)) return failure === undefined || !isSilence(failure.problem);
  return failure === undefined && problem.kind !== "noCrons";
}
