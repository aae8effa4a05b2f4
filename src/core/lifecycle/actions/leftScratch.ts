import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { lateMilliseconds } from "../lease/doubtAfter";

/** Written before a thread is made for a try, and removed once that thread is deleted. */
export interface ScratchNote {
  readonly threadId: string;
  /** Of the try: in the metadata of the thread and of its run. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly begunAt: number;
}

/**
 * deleted: now. gone: it is not there, and can't appear any more. kept: it is another thread, or somebody uses it. open:
 * not known yet, so look again later.
 */
export type ScratchEnd = "deleted" | "gone" | "kept" | "open";

interface LeftOptions extends CallOptions {
  readonly server: AgentServer;
  /** Those that are known. */
  readonly crons: readonly Cron[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Deletes the thread of a try that nobody follows any more, if it is that thread beyond doubt, and nothing but the try
 * has run on it. A run that still goes on is cancelled first. Never throws `ServerFailure`.
 */
export async function removeLeftScratch(note: ScratchNote, options: LeftOptions): Promise<ScratchEnd> {
  try {
    if (!(await isOnlyTried(note, options))) return "kept";
    return (await options.server.deleteThread(note.threadId, callOf(options))) ? "deleted" : "gone";
  } catch (failure) {
    if (!(failure instanceof ServerFailure)) throw failure;
    const isLate = Math.abs(options.now - note.begunAt) > lateMilliseconds;
    return failure.problem.kind === "notFound" && isLate ? "gone" : "open";
  }
}

/** A try starts its run right after it has made its thread: nobody else finds it so fast. */
const atOnceMilliseconds = 20_000;

async function isOnlyTried({ key, threadId }: ScratchNote, options: LeftOptions): Promise<boolean> {
  const { crons, server } = options;
  const call = callOf(options);
  const { created_at, metadata } = await server.getThread(threadId, call);
  if (metadata[metadataKeys.try] !== key || crons.some(({ thread_id }) => thread_id === threadId)) return false;
  const [run, ...others] = await server.runs(threadId, { limit: 2, offset: 0 }, call);
  if (run === undefined) return true;
  const { metadata: marks } = await server.getRun(threadId, run.run_id, call);
  const isAtOnce = Date.parse(run.created_at) - Date.parse(created_at) < atOnceMilliseconds;
  // Aegra 0.11.0 does not tell a run's metadata.
  const isTry = marks[metadataKeys.try] === key || (Object.keys(marks).length === 0 && isAtOnce);
  if (others.length > 0 || !isTry) return false;
  if (run.status === "pending" || run.status === "running") {
    await server.cancelRun(threadId, run.run_id, "interrupt", call);
  }
  return true;
}

function callOf({ signal }: CallOptions): CallOptions {
  return signal === undefined ? {} : { signal };
}
