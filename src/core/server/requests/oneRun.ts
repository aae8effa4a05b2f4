import type { JsonValue } from "../../base/json";
import type { CallOptions, CancelAction } from "../agentServer";
import type { Run } from "../cron";
import { ServerFailure } from "../problems/serverProblem";
import type { RunDetail, RunResult } from "../runDetail";
import type { ServerRequest } from "./endpoint";
import { readNothing } from "./readAnswers";
import { readRun } from "./readRun";
import { readResult, readRunDetail } from "./readRunDetail";
import { idSegment } from "./requestUrl";
import { resumeRequest } from "./resumeRequest";
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
  const join = () => calls.askOnce(request, readResult, options).catch(valuesOfNone);
  const result = await calls.explained(join, options);
  if (result.kind === "error") refuseGone(result.error.error, result.error.message, request);
  return result;
}

/** Of a run without values that ended well and was deleted then, the answer is empty (0.16.7). */
function valuesOfNone(failure: unknown): RunResult {
  const problem = failure instanceof ServerFailure ? failure.problem : undefined;
  if (problem?.kind === "notAgentServer" && problem.reason === "empty") return { kind: "values", values: null };
  throw failure;
}

/** Agent Servers answer for a run that is gone as if it had failed with this (0.16.7, 0.11.1). */
export function refuseGone(error: JsonValue | undefined, message: JsonValue | undefined, request: ServerRequest): void {
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

export async function resumeRun(
  calls: ServerCalls,
  run: RunDetail,
  value: JsonValue,
  options: CallOptions | undefined,
): Promise<Run> {
  idSegment(run.thread_id, "POST", "thread_id");
  return calls.ask({ ...resumeRequest(run, value), repeatable: false }, readRun, options);
}

export function runPath(method: "GET" | "POST", threadId: string, runId: string): string {
  return `/threads/${idSegment(threadId, method, "thread_id")}/runs/${idSegment(runId, method, "run_id")}`;
}
