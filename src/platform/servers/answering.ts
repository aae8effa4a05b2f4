import type { ServerFailure, ServerProblem } from "../../core/server/problems/serverProblem";

/** Which requests have been answered, in the order in which they began. */
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

  /** Whether nothing that began later was answered: only then does a failure tell how things are now. */
  isNewest(request: number): boolean {
    return request > this.lastAnswered;
  }
}

/** The server does not answer. Any refusal is an answer. */
export function isSilence({ kind }: ServerProblem): boolean {
  return kind === "unreachable" || kind === "timeout";
}

/** What was known before stays worth showing: the server is the same, and will be back. */
export function isPassing(problem: ServerProblem): boolean {
  return isSilence(problem) || problem.kind === "busy" || problem.kind === "serverError";
}

/**
 * Whether a request that ended so shows that a problem is over. After a silence every answer will do; a refused key, or a
 * server that was too busy, must have done what was asked.
 */
export function isOver(problem: ServerProblem, failure: ServerFailure | undefined): boolean {
  if (isSilence(problem)) return failure === undefined || !isSilence(failure.problem);
  return failure === undefined && (problem.kind === "unauthorized" || problem.kind === "busy");
}
