import type { Page, ThreadQuery } from "../../../src/core/server/agentServer";
import type { Run, Thread } from "../../../src/core/server/cron";
import { ServerFailure } from "../../../src/core/server/problems/serverProblem";
import type { QueueMetrics } from "../../../src/core/server/queueMetrics";
import type { ThreadState } from "../../../src/core/server/threadState";
import { type ScriptedServer, startScriptedServer } from "../../support/scriptedServer";
import type { MemoryServer } from "./memoryServer";

/**
 * What a server in memory has of crons, threads and runs, over HTTP; reading only. `date`: what its clock says, in epoch
 * milliseconds; without it, its answers say nothing of that.
 */
export function startMemoryHttp(memory: MemoryServer, date?: number): Promise<ScriptedServer> {
  return startScriptedServer((request, response) => {
    response.sendDate = false;
    if (date !== undefined) response.setHeader("date", new Date(date).toUTCString());
    const answer = (status: number, json: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    found(memory, request.path, request.body).then(
      (json) => answer(200, json),
      (failure: unknown) => answer(statusOf(failure), { detail: "No" }),
    );
  });
}

function statusOf(failure: unknown): number {
  return failure instanceof ServerFailure && failure.problem.kind === "unauthorized" ? failure.problem.status : 404;
}

async function found({ api, info }: MemoryServer, address: string, body: string): Promise<unknown> {
  const { pathname, searchParams } = new URL(address, "http://memory");
  const sent = (body === "" ? {} : JSON.parse(body)) as ThreadQuery & { readonly sort_by?: "created_at" } & {
    readonly select?: readonly string[];
  };
  const [, threadId, what] = /^\/threads\/([^/]+)(\/runs|\/history)?$/.exec(pathname) ?? [];
  if (pathname === "/info") return { version: info.version, flags: { crons: info.hasCrons } };
  if (pathname === "/metrics") return metricsJson(await api.metrics());
  if (pathname === "/assistants/search") return api.searchAssistants({ limit: 1_000, offset: 0 });
  if (pathname === "/runs/crons/search") {
    return api.searchCrons({ ...sent, withPayload: sent.select?.includes("payload") !== false });
  }
  if (pathname === "/threads/search") {
    const { sort_by: sortBy, select, ...query } = sent;
    const threads = await api.searchThreads({
      ...query,
      ...(sortBy === undefined ? {} : { sortBy }),
      withError: select === undefined,
    });
    return threads.map(threadJson);
  }
  if (threadId === undefined) return api.getCron(pathname.slice("/runs/crons/".length));
  if (what === undefined) return threadJson(await api.getThread(threadId));
  if (what === "/history") {
    const { run_id: runId } = (sent.metadata ?? {}) as { readonly run_id?: string };
    const state = await api.runState(threadId, runId ?? "");
    return state === null ? [] : [stateJson(state)];
  }
  const page: Page = { limit: Number(searchParams.get("limit")), offset: Number(searchParams.get("offset")) };
  return (await api.runs(threadId, page)).map(runJson);
}

function metricsJson(metrics: QueueMetrics | null) {
  if (metrics === null) throw new Error("not shown");
  const { longestUnblockedWait, longestWait, pending, running, workers } = metrics;
  const waits = { pending_runs_wait_time_max_secs: longestWait };
  const unblocked = { pending_unblocked_runs_wait_time_max_secs: longestUnblockedWait };
  return { queue: { n_pending: pending, n_running: running, ...waits, ...unblocked }, workers };
}

/** What a thread waits for stands by the id of its task. */
function threadJson({ interrupts, ...thread }: Thread) {
  return { ...thread, interrupts: interrupts.length === 0 ? {} : { task: interrupts } };
}

function stateJson({ checkpoint_id, ...state }: ThreadState) {
  return { ...state, checkpoint: { checkpoint_id } };
}

/** The cron that started a run is in its configuration. */
function runJson({ cron_id, ...run }: Run) {
  return { ...run, metadata: {}, kwargs: { config: { configurable: { cron_id } } } };
}
