import { type ReadOptions, readHealths } from "../known/readHealths";
import type { AgentServer } from "../server/agentServer";
import { largestPage } from "../server/agentServer";
import { ServerFailure } from "../server/problems/serverProblem";
import type { QueueMetrics } from "../server/queueMetrics";
import type { ServerClock } from "../server/serverClock";
import type { DoctorFacts } from "./doctorFacts";

interface ExamineOptions extends Omit<ReadOptions, "isThorough" | "isWanted"> {
  readonly onLoopback: boolean;
  /** The one to which `server` tells its answers. */
  readonly clock: ServerClock;
  /** The crons that are asked about. Default: all. */
  readonly isAsked?: ReadOptions["isWanted"] | undefined;
}

/**
 * Reads what a diagnosis needs, in at most two requests more than the healths of the crons take. Of a server that can't
 * be read it says why; throws only what is no failure of the server.
 */
export async function examine({ clock, isAsked, onLoopback, ...parts }: ExamineOptions): Promise<DoctorFacts> {
  const { now, server } = parts;
  try {
    const healths = await readHealths({ ...parts, isWanted: isAsked ?? (() => true), isThorough: true });
    const [metrics, assistantIds] = await Promise.all([readMetrics(server), readAssistantIds(server)]);
    const { crons, dialect, info, unread } = healths;
    const asked = isAsked && new Set(crons.filter(({ cron }) => isAsked(cron)).map(({ cron }) => cron.cron_id));
    return {
      kind: "read",
      info,
      dialect,
      onLoopback,
      clockAhead: clock.ahead,
      metrics,
      assistantIds,
      crons: crons.map((judged) => ({ ...judged, isUnread: unread.has(judged.cron.cron_id) })),
      asked,
      now: now(),
    };
  } catch (failure) {
    if (failure instanceof ServerFailure) return { kind: "unread", problem: failure.problem };
    throw failure;
  }
}

async function readMetrics(server: AgentServer): Promise<QueueMetrics | null> {
  return server.metrics().catch(nullOf);
}

/** Undefined if there are more than fit into one answer, or the server does not show them. */
async function readAssistantIds(server: AgentServer): Promise<ReadonlySet<string> | undefined> {
  const found = await server.searchAssistants({ limit: largestPage, offset: 0 }).catch(nullOf);
  if (found === null || found.length >= largestPage) return undefined;
  return new Set(found.map(({ assistant_id }) => assistant_id));
}

/** What is not known is said so; a diagnosis without it is better than none. */
function nullOf(failure: unknown): null {
  if (failure instanceof ServerFailure) return null;
  throw failure;
}
