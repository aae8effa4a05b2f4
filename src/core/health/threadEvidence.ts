import type { Run, Thread } from "../server/cron";
import type { HealthFacts, KnownRuns } from "./health";
import { isOpen } from "./seenRun";
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
  if (runs === undefined || runs.newest?.run_id !== run.run_id || isAhead(runs, thread)) return undefined;
  return Date.parse(thread.updated_at) >= Date.parse(run.updated_at) - writtenTogether ? thread.status : undefined;
}

/**
 * Whether a thread was read before this run on it ended, so that it does not tell yet how: a server calls a run a success
 * that waits for a person, and only the thread says that it waits.
 */
export function isBehind(thread: Thread, run: Pick<Run, "status" | "thread_id" | "updated_at">): boolean {
  if (isOpen(run) || thread.thread_id !== run.thread_id) return false;
  const written = thread.status === "busy" ? 0 : writtenTogether;
  return Date.parse(thread.updated_at) < Date.parse(run.updated_at) - written;
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
  if (runs !== undefined && !isAhead(runs, thread) && !isAtWork(runs, thread)) return undefined;
  const slot = slotAt(cron, dialect, Date.parse(thread.updated_at));
  return slot === undefined || slot > Date.parse(cron.created_at) ? thread.status : undefined;
}

/** Whether the thread has changed since the runs were read. */
function isAhead({ newest, newestReadAt, readAt }: KnownRuns, thread: Thread): boolean {
  const again = newest?.thread_id === thread.thread_id ? newestReadAt : undefined;
  return Date.parse(thread.updated_at) > (again ?? readAt) + clockTolerance;
}

/** Whether the thread is busy, and that since the end of its newest known run: with one that is not known yet. */
function isAtWork({ newest }: KnownRuns, thread: Thread): boolean {
  if (thread.status !== "busy" || newest === undefined || newest.thread_id !== thread.thread_id) return false;
  return !isOpen(newest) && Date.parse(thread.updated_at) > Date.parse(newest.updated_at);
}
