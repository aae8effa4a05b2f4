import type { Run, Thread } from "../server/cron";
import type { HealthFacts } from "./health";
import { slotAt } from "./slottedRuns";
import { clockTolerance } from "./startGrace";

/** A server writes a run's end and its thread's status one after the other, this much apart at most (milliseconds). */
const writtenTogether = 2_000;

/** What the thread says of this run; undefined if its status is, or may be, of another run. */
export function threadEvidence(
  run: Run,
  { runs, thread }: Pick<HealthFacts, "runs" | "thread">,
): Thread["status"] | undefined {
  if (thread === undefined || thread.thread_id !== run.thread_id) return undefined;
  if (runs === undefined || runs.newest?.run_id !== run.run_id || isAhead(runs.readAt, thread)) return undefined;
  return Date.parse(thread.updated_at) >= Date.parse(run.updated_at) - writtenTogether ? thread.status : undefined;
}

/**
 * The thread's status where no run explains it: the runs were not read, or before the thread changed. It may be of a
 * person's run, so it counts only if the cron can have had a run by then.
 */
export function unexplainedStatus(
  facts: Pick<HealthFacts, "cron" | "dialect" | "runs" | "thread">,
): Thread["status"] | undefined {
  const { cron, dialect, runs, thread } = facts;
  if (thread === undefined || thread.status === "idle" || thread.status === "unknown") return undefined;
  if (runs !== undefined && !isAhead(runs.readAt, thread)) return undefined;
  const slot = slotAt(cron, dialect, Date.parse(thread.updated_at));
  return slot === undefined || slot > Date.parse(cron.created_at) ? thread.status : undefined;
}

/** Whether the thread has changed since the runs were read. */
function isAhead(readAt: number, thread: Thread): boolean {
  return Date.parse(thread.updated_at) > readAt + clockTolerance;
}
