import type { ServerProblem } from "../../core/server/problems/serverProblem";
import type { ServerState } from "../../platform/servers/serverState";

/** Which welcome text an empty tree shows; the context key `langgraphCrons.explorerState` has the same value. */
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
  | "allFiltered"
  | "problem";

export interface TreeFacts {
  readonly trusted: boolean;
  /** One for each connection. */
  readonly servers: readonly ServerState[];
  /** The only connection's server was asked and has neither threads nor crons. */
  readonly empty: boolean;
  /** undefined if there is neither a search nor a filter, or a server could not be searched. */
  readonly hits: number | undefined;
  readonly isFiltering: boolean;
  /** Rows read from the only connection's server before a problem are still shown. */
  readonly hasRows: boolean;
}

/**
 * With several connections, the tree is empty only if all of them are: one with a problem shows it in its own row, and
 * the others keep working.
 */
export function treeState(facts: TreeFacts): TreeState {
  const [only] = facts.servers;
  if (only === undefined) return "none";
  if (!facts.trusted) return "untrusted";
  if (facts.hits === 0) return facts.isFiltering ? "allFiltered" : "noHits";
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

/** The states in which the tree shows only its welcome text. */
export function isEmptyState(state: TreeState): boolean {
  return state !== "ready" && state !== "loading";
}
