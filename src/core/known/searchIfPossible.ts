import type { AgentServer, CallOptions, ThreadQuery } from "../server/agentServer";
import type { Thread } from "../server/cron";
import { ServerFailure, type ServerProblem } from "../server/problems/serverProblem";

/** Problems that concern all requests; others are about this one: what it asks for is gone, or can't be asked here. */
const general: ReadonlySet<ServerProblem["kind"]> = new Set([
  "unreachable",
  "timeout",
  "cancelled",
  "noServer",
  "busy",
]);

/**
 * Searches threads, which some servers with crons don't support or refuse: then undefined, and nothing is known of these
 * threads. Throws `ServerFailure` for a problem that concerns all requests.
 */
export function searchIfPossible(
  server: AgentServer,
  query: ThreadQuery,
  options?: CallOptions,
): Promise<readonly Thread[] | undefined> {
  return server.searchThreads(query, options).catch(ignoreAnswered);
}

/** For a request without which the rest can go on. Rethrows a problem that concerns all requests. */
export function ignoreAnswered(failure: unknown): undefined {
  if (!(failure instanceof ServerFailure) || general.has(failure.problem.kind)) throw failure;
}
