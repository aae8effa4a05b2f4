import type { CallOptions } from "../agentServer";
import { ServerFailure, type ServerProblem } from "../problems/serverProblem";
import type { QueueMetrics } from "../queueMetrics";
import { orElse, type Reader, readCount, readNumber, readObject } from "./readShape";
import type { ServerCalls } from "./serverCalls";

const readWorkers: Reader<NonNullable<QueueMetrics["workers"]>> = (value, place) => {
  const workers = readObject(value, place);
  return {
    max: readCount(workers.max, `${place}.max`),
    active: readCount(workers.active, `${place}.active`),
    available: readCount(workers.available, `${place}.available`),
  };
};

/** Throws for anything without a queue, such as the metrics of another service. */
const readMetrics: Reader<QueueMetrics> = (value, place) => {
  const metrics = readObject(value, place);
  const queue = readObject(metrics.queue, `${place}.queue`);
  const readWait = (name: string) => orElse(readNumber, null)(queue[name], `${place}.queue.${name}`);
  return {
    pending: readCount(queue.n_pending, `${place}.queue.n_pending`),
    running: readCount(queue.n_running, `${place}.queue.n_running`),
    longestWait: readWait("pending_runs_wait_time_max_secs"),
    longestUnblockedWait: readWait("pending_unblocked_runs_wait_time_max_secs"),
    workers: orElse(readWorkers, null)(metrics.workers, `${place}.workers`),
  };
};

/** 404 in Aegra 0.11.0; 500 in 0.11.1 on PostgreSQL; what a gateway answers instead is no JSON, or a refusal. */
function hidesMetrics(problem: ServerProblem): boolean {
  switch (problem.kind) {
    case "notFound":
    case "notAgentServer":
    case "unauthorized":
      return true;
    case "rejected":
      return problem.status !== 429;
    case "serverError":
      return problem.status === 500;
    default:
      return false;
  }
}

export async function metrics(calls: ServerCalls, options: CallOptions | undefined): Promise<QueueMetrics | null> {
  if (calls.lacks.has("metrics")) return null;
  const request = { method: "GET", path: "/metrics", query: [["format", "json"]], repeatable: true } as const;
  try {
    return await calls.ask(request, readMetrics, options);
  } catch (error) {
    if (!(error instanceof ServerFailure) || !hidesMetrics(error.problem)) throw error;
    calls.lacks.add("metrics");
    return null;
  }
}
