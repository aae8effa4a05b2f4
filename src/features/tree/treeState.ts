import type { ServerProblem } from "../../core/server/problems/serverProblem";
import type { ServerState } from "../../platform/servers/serverState";

/** Which welcome text stands in an empty tree; the context key `langgraphCrons.explorerState` carries it. */
export type TreeState =
  | "untrusted"
  | "none"
  | "loading"
  | "ready"
  | "unreachable"
  | "refused"
  | "noCrons"
  | "noThreads"
  | "noHits"
  | "problem";

export interface TreeFacts {
  readonly trusted: boolean;
  /** One for each connection. */
  readonly servers: readonly ServerState[];
  /** The only connection's server was asked and has neither threads nor crons. */
  readonly empty: boolean;
  /** Undefined where nobody searches, or some server could not be searched. */
  readonly hits: number | undefined;
  /** What was read of the only connection's server before it got into trouble is still shown. */
  readonly hasRows: boolean;
}

/**
 * With several connections only what holds for all of them empties the tree: one in trouble says so in its own line,
 * and the others keep working.
 */
export function treeState(facts: TreeFacts): TreeState {
  const [only] = facts.servers;
  if (only === undefined) return "none";
  if (!facts.trusted) return "untrusted";
  if (facts.hits === 0) return "noHits";
  if (facts.servers.length > 1) return "ready";
  switch (only.kind) {
    case "unknown":
    case "connecting":
      return "loading";
    case "problem":
      return facts.hasRows ? "ready" : problemState(only.problem);
    case "ready":
      return facts.empty ? "noThreads" : "ready";
  }
}

function problemState(problem: ServerProblem): TreeState {
  switch (problem.kind) {
    case "unreachable":
    case "timeout":
      return "unreachable";
    case "unauthorized":
      return "refused";
    case "noCrons":
      return "noCrons";
    default:
      return "problem";
  }
}

/** The states in which the tree has nothing to show but its welcome text. */
export function isEmptyState(state: TreeState): boolean {
  return state !== "ready" && state !== "loading";
}
