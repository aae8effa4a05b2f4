import type { ServerProblem } from "../../core/server/problems/serverProblem";
import type { LiveQuestion } from "./livePorts";

/**
 * A user may be allowed to see crons, and no threads: a server's own auth can say so (403). Whether it refuses only that
 * is told by the next question for crons.
 */
export class Refusals {
  private ofThreads: "unclear" | "certain" | undefined;

  /** A question was answered. */
  answered({ kind }: LiveQuestion): void {
    if (isAboutCrons(kind) && this.ofThreads === "unclear") this.ofThreads = "certain";
  }

  /** Undefined: this is no refusal of threads. `unclear`: it may be one of everything. */
  take({ kind }: LiveQuestion, problem: ServerProblem): "unclear" | "certain" | undefined {
    if (isAboutCrons(kind) || problem.kind !== "unauthorized" || problem.status !== 403) return undefined;
    this.ofThreads ??= "unclear";
    return this.ofThreads;
  }
}

function isAboutCrons(kind: LiveQuestion["kind"]): boolean {
  return kind === "crons" || kind === "probe";
}
