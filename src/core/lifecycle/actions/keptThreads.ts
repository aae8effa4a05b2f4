import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Cron, Thread } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { readAllPages } from "../../server/requests/readPages";
import { threadMetadata } from "../../server/stored/threadMetadata";

/** The threads that a cron without a thread has kept. */
export interface KeptThreads {
  /** Those that may be deleted, oldest first. */
  readonly deletable: readonly Thread[];
  /** How many are left alone: a run is at work, a person is asked, somebody went on with it, or a cron runs on it. */
  readonly left: number;
}

/**
 * The threads of a cron's runs that have not changed since `before` (epoch milliseconds). Only those that hold nothing
 * but runs of this cron may be deleted. `onProgress`: how many were looked at. Throws `ServerFailure`, or the signal's
 * reason.
 */
export async function findKeptThreads(
  server: AgentServer,
  cron: Cron,
  before: number,
  options: CallOptions & { readonly onProgress?: (count: number) => void } = {},
): Promise<KeptThreads> {
  const { onProgress, ...call } = options;
  const used = new Set((await server.allCrons(call)).map(({ thread_id }) => thread_id));
  const deletable: Thread[] = [];
  let left = 0;
  let count = 0;
  for (const thread of await threadsBefore(server, cron, before, call)) {
    const whose = await ownerOf(server, thread, cron, call);
    if (whose === "cron" && isAtRest(thread) && !used.has(thread.thread_id)) deletable.push(thread);
    else if (whose !== "other") left += 1;
    count += 1;
    onProgress?.(count);
  }
  return { deletable: deletable.reverse(), left };
}

/**
 * Deletes a kept thread with its runs, if it is as it was found and no cron runs on it: the server deletes a thread's
 * crons with it. Returns false if it was left alone. Throws `ServerFailure`, or the signal's reason.
 */
export async function deleteKeptThread(
  server: AgentServer,
  { thread_id, updated_at }: Thread,
  options: CallOptions = {},
): Promise<boolean> {
  try {
    const now = await server.getThread(thread_id, options);
    if (!isAtRest(now) || now.updated_at !== updated_at) return false;
  } catch (error) {
    if (error instanceof ServerFailure && error.problem.kind === "notFound") return true;
    throw error;
  }
  const [cron] = await server.searchCrons({ thread_id, limit: 1, offset: 0 }, options);
  if (cron !== undefined) return false;
  await server.deleteThread(thread_id, options);
  return true;
}

async function threadsBefore(
  server: AgentServer,
  cron: Cron,
  before: number,
  options: CallOptions,
): Promise<readonly Thread[]> {
  const query = { metadata: threadMetadata(cron), sortBy: "created_at" } as const;
  const all = await readAllPages((page) => server.searchThreads({ ...query, ...page }, options), {
    idOf: ({ thread_id }) => thread_id,
  });
  return all.filter(({ updated_at }) => Date.parse(updated_at) < before);
}

/**
 * other: without a run of this cron. shared: somebody went on with it, since each run has a thread to itself. A later
 * run looks like one of the cron's, because the thread keeps `cron_id` in its configuration (0.16.7), so they are counted.
 */
async function ownerOf(
  server: AgentServer,
  { thread_id }: Thread,
  { cron_id }: Cron,
  options: CallOptions,
): Promise<"cron" | "shared" | "other"> {
  const runs = await server.runs(thread_id, { limit: 2, offset: 0 }, options);
  if (!runs.some((run) => run.cron_id === cron_id)) return "other";
  return runs.length === 1 ? "cron" : "shared";
}

/** Nothing runs or waits on it; `interrupted` waits for a person. */
function isAtRest({ status }: Thread): boolean {
  return status === "idle" || status === "error";
}
