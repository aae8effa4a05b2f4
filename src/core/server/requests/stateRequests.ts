import type { CallOptions } from "../agentServer";
import { ServerFailure } from "../problems/serverProblem";
import type { HistoryQuery, ThreadState } from "../threadState";
import { readList } from "./readShape";
import { readState } from "./readState";
import { idSegment } from "./requestUrl";
import type { ServerCalls } from "./serverCalls";

export function threadState(
  calls: ServerCalls,
  threadId: string,
  options: CallOptions | undefined,
): Promise<ThreadState> {
  const path = `/threads/${idSegment(threadId, "GET", "thread_id")}/state`;
  return calls.ask({ method: "GET", path, repeatable: true }, readState, options);
}

export function threadHistory(
  calls: ServerCalls,
  threadId: string,
  { limit, before }: HistoryQuery,
  options: CallOptions | undefined,
): Promise<readonly ThreadState[]> {
  const path = `/threads/${idSegment(threadId, "GET", "thread_id")}/history`;
  const query = [["limit", String(limit)], ...(before === undefined ? [] : [["before", before] as const])] as const;
  return calls.ask({ method: "GET", path, query, repeatable: true }, readList(readState), options);
}

export async function runState(
  calls: ServerCalls,
  threadId: string,
  runId: string,
  options: CallOptions | undefined,
): Promise<ThreadState | null> {
  const path = `/threads/${idSegment(threadId, "POST", "thread_id")}/history`;
  const body = { limit: 1, metadata: { run_id: idSegment(runId, "POST", "run_id") } };
  if (!calls.lacks.has("historyByRun")) {
    try {
      const [state] = await calls.ask({ method: "POST", path, body, repeatable: true }, readList(readState), options);
      // A server that ignores the filter returns the thread's newest state.
      if (state === undefined || isOf(state, runId)) return state ?? null;
    } catch (error) {
      if (!refusesFilter(error)) throw error;
    }
    calls.lacks.add("historyByRun");
  }
  return searchState(calls, threadId, runId, options);
}

/** Aegra 0.11.0 fails in Python: `aget_state_history() got an unexpected keyword argument 'metadata'`. */
function refusesFilter(error: unknown): boolean {
  if (!(error instanceof ServerFailure)) return false;
  const { problem } = error;
  return (problem.kind === "serverError" || problem.kind === "rejected") && /\bmetadata\b/.test(problem.detail);
}

const statesPerPage = 25;
/** Older runs of a busy thread are not found there; each page holds all values of the thread 25 times. */
const mostPages = 8;

async function searchState(
  calls: ServerCalls,
  threadId: string,
  runId: string,
  options: CallOptions | undefined,
): Promise<ThreadState | null> {
  let before: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { limit: statesPerPage, ...(before === undefined ? {} : { before }) };
    const states = await threadHistory(calls, threadId, query, options);
    const found = states.find((state) => isOf(state, runId));
    const last = states.at(-1)?.checkpoint_id ?? undefined;
    if (found !== undefined || states.length < statesPerPage || last === undefined) return found ?? null;
    before = last;
  }
  return null;
}

function isOf({ metadata }: ThreadState, runId: string): boolean {
  return metadata.run_id === runId;
}
