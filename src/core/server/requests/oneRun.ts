import type { CallOptions, CancelAction } from "../agentServer";
import { ServerFailure } from "../problems/serverProblem";
import type { RunDetail, RunResult } from "../runDetail";
import { readNothing } from "./readAnswers";
import { readResult, readRunDetail } from "./readRunDetail";
import { idSegment } from "./requestUrl";
import type { ServerRequest } from "./sendRequest";
import type { ServerCalls } from "./serverCalls";

export function getRun(
  calls: ServerCalls,
  threadId: string,
  runId: string,
  options: CallOptions | undefined,
): Promise<RunDetail> {
  return calls.ask({ method: "GET", path: runPath("GET", threadId, runId), repeatable: true }, readRunDetail, options);
}

export async function joinRun(
  calls: ServerCalls,
  threadId: string,
  runId: string,
  options: CallOptions | undefined,
): Promise<RunResult> {
  const request = { method: "GET", path: `${runPath("GET", threadId, runId)}/join`, repeatable: true } as const;
  const result = await calls.ask(request, readResult, options);
  if (result.kind === "error") refuseGone(result.error, request);
  return result;
}

/** Agent Servers answer for a run that is gone as if it had failed with this (0.16.7, 0.11.1). */
function refuseGone({ error, message }: { error: string; message: string }, request: ServerRequest): void {
  if (error !== "HTTPException" || message !== "404: Run not found") return;
  throw new ServerFailure({ kind: "notFound", detail: "Run not found" }, request);
}

/** Any other `action` would be taken for `interrupt` by an Agent Server (0.16.7). */
export async function cancelRun(
  calls: ServerCalls,
  threadId: string,
  runId: string,
  action: CancelAction,
  options: CallOptions | undefined,
): Promise<boolean> {
  const path = `${runPath("POST", threadId, runId)}/cancel`;
  try {
    await calls.ask({ method: "POST", path, query: [["action", action]], repeatable: false }, readNothing, options);
    return true;
  } catch (error) {
    if (error instanceof ServerFailure && error.problem.kind === "notFound") return false;
    throw error;
  }
}

function runPath(method: "GET" | "POST", threadId: string, runId: string): string {
  return `/threads/${idSegment(threadId, method, "thread_id")}/runs/${idSegment(runId, method, "run_id")}`;
}
