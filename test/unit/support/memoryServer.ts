import type { JsonObject } from "../../../src/core/base/json";
import type { AgentServer, CallOptions, CronQuery, GraphNode, ThreadQuery } from "../../../src/core/server/agentServer";
import type { Assistant, Cron, Run, ServerInfo, Thread } from "../../../src/core/server/cron";
import { ServerFailure, type ServerProblem } from "../../../src/core/server/problems/serverProblem";
import type { QueueMetrics } from "../../../src/core/server/queueMetrics";
import { readMetadata } from "../../../src/core/server/requests/readAnswers";
import { readAllPages } from "../../../src/core/server/requests/readPages";
import type { RunResult } from "../../../src/core/server/runDetail";
import type { StreamedEvent } from "../../../src/core/server/streamedEvent";
import type { ThreadState } from "../../../src/core/server/threadState";
import { cronWith } from "../../fixtures/cronWith";
import { runDetailWith, runWith } from "../../fixtures/runWith";
import { threadWith } from "../../fixtures/threadWith";
import { findCrons, findThreads, pageOf } from "./memoryQueries";

const noValues: RunResult = { kind: "values", values: {} };
const noState: ThreadState = { values: {}, next: [], tasks: [], metadata: {}, created_at: null, checkpoint_id: null };
const taken: ServerProblem = { kind: "rejected", status: 409, detail: "exists", parameter: null };

type Method = Exclude<keyof AgentServer, "allCrons">;

/**
 * An Agent Server in memory: it keeps what it is told and counts what it is asked. Every request has two moments that a
 * test can hold back: when it arrives (and is carried out), and when its answer is delivered.
 */
export class MemoryServer {
  readonly crons = new Map<string, Cron>();
  readonly threads: Thread[] = [];
  assistants: Assistant[] = [];
  nodes: GraphNode[] = [];
  readonly runs = new Map<string, Run[]>();
  /** What became of runs, by their ids. */
  readonly results = new Map<string, RunResult>();
  /** What runs were asked for with, by their ids. */
  readonly bodies = new Map<string, JsonObject>();
  /** Newest first, by the thread's id. */
  readonly states = new Map<string, readonly ThreadState[]>();
  /** What the stream of a run tells before it ends. */
  readonly events: StreamedEvent[] = [];
  metrics: QueueMetrics | null = null;
  readonly requests: Method[] = [];
  readonly cronQueries: CronQuery[] = [];
  info: ServerInfo = { product: "agentServer", version: "0.16.7", hasCrons: true };
  /** Fails the requests that it gives a problem for; nothing is carried out then. */
  fails = (_method: Method): ServerProblem | undefined => undefined;
  /** Waited for before a request is carried out, and before its answer is delivered. */
  pause = async (_method: Method, _moment: "arrive" | "answer", _query?: ThreadQuery, _id?: string): Promise<void> =>
    undefined;
  /** As some gateways do: each page is the first one. */
  ignoresOffset = false;
  private changes = 0;
  /** What the server itself changes with each change of a cron. */
  onChange = (_before: Cron, _change: Partial<Cron>): Partial<Cron> => {
    this.changes += 1;
    return { updated_at: new Date(1_800_000_000_000 + this.changes).toISOString() };
  };

  constructor(crons: readonly Cron[] = []) {
    for (const cron of crons) this.crons.set(cron.cron_id, cron);
  }

  count(method: Method): number {
    return this.requests.filter((each) => each === method).length;
  }

  change(cronId: string, change: Partial<Cron>): Cron {
    const before = this.crons.get(cronId);
    if (before === undefined) throw this.failure("patchCron", { kind: "notFound", detail: "no such cron" });
    const after = { ...before, ...change, ...this.onChange(before, change) };
    this.crons.set(cronId, after);
    return after;
  }

  readonly api: AgentServer = {
    info: (options) => this.ask("info", () => this.info, options),
    searchThreads: (query, options) =>
      this.ask("searchThreads", () => findThreads(this.threads, query, this.ignoresOffset), options, query),
    countThreads: (options) => this.ask("countThreads", () => this.threads.length, options),
    createThread: (options) => this.ask("createThread", () => this.addThread(), options),
    claimThread: (id, metadata, options) =>
      this.ask(
        "claimThread",
        () => {
          if (this.threads.some(({ thread_id }) => thread_id === id)) throw this.failure("claimThread", taken);
          return this.addThread({ thread_id: id, metadata });
        },
        options,
      ),
    getThread: (id, options) => this.ask("getThread", () => this.thread(id), options),
    patchThread: (id, metadata, options) =>
      this.ask("patchThread", () => Object.assign(this.thread(id).metadata, metadata) && this.thread(id), options),
    deleteThread: (id, options) =>
      this.ask(
        "deleteThread",
        () => {
          const at = this.threads.findIndex(({ thread_id }) => thread_id === id);
          return at >= 0 && this.threads.splice(at, 1).length > 0;
        },
        options,
      ),
    searchCrons: (query, options) => this.ask("searchCrons", () => this.findCrons(query), options),
    allCrons: (options) => this.allCrons(options),
    getCron: (id, options) => this.ask("getCron", () => this.cron(id), options),
    createCron: ({ body, path }, options) =>
      this.ask(
        "createCron",
        () => {
          const [, thread] = /^\/threads\/([^/]*)\/runs\/crons$/.exec(path) ?? [];
          const { schedule, metadata, enabled, ...payload } = body as Record<string, never>;
          const cron = cronWith({
            cron_id: crypto.randomUUID(),
            thread_id: thread ?? null,
            schedule: schedule ?? "0 9 * * *",
            enabled: enabled ?? true,
            metadata: metadata ?? {},
            payload,
          });
          this.crons.set(cron.cron_id, cron);
          return cron;
        },
        options,
      ),
    patchCron: (id, { metadata, ...change }, options) =>
      this.ask(
        "patchCron",
        () => this.change(id, { ...change, metadata: { ...this.cron(id).metadata, ...(metadata as object) } }),
        options,
      ),
    deleteCron: (id, options) => this.ask("deleteCron", () => this.crons.delete(id), options),
    searchAssistants: (_page, options) => this.ask("searchAssistants", () => this.assistants, options),
    graphNodes: (_id, options) => this.ask("graphNodes", () => this.nodes, options),
    schemas: (_id, options) =>
      this.ask("schemas", () => ({ input_schema: null, config_schema: null, context_schema: null }), options),
    createRun: ({ body, path }, options) =>
      this.ask(
        "createRun",
        () => {
          const [, thread_id] = /^\/threads\/([^/]*)\/runs$/.exec(path) ?? [];
          const run = this.addRun(thread_id === undefined ? {} : { thread_id });
          this.bodies.set(run.run_id, body);
          return run;
        },
        options,
      ),
    runs: (thread, { limit, offset, status }, options) =>
      this.ask(
        "runs",
        () => {
          const all = this.runs.get(thread) ?? [];
          const wanted = all.filter((run) => status === undefined || run.status === status);
          return pageOf(wanted, { offset, limit }, this.ignoresOffset);
        },
        options,
        undefined,
        thread,
      ),
    getRun: (thread, id, options) =>
      this.ask(
        "getRun",
        () => {
          const metadata = readMetadata(this.bodies.get(id)?.metadata, "");
          // Only Aegra keeps it with the run.
          const result = this.info.product === "aegra" ? this.results.get(id) : undefined;
          return runDetailWith({ ...this.run(thread, id), metadata, result });
        },
        options,
      ),
    joinRun: (thread, run, options) =>
      this.ask("joinRun", () => this.results.get(run) ?? (this.run(thread, run) && noValues), options, undefined, run),
    cancelRun: (thread, id, _action, options) =>
      this.ask(
        "cancelRun",
        () => {
          const isOpen = ["pending", "running"].includes(this.run(thread, id).status);
          const cancelled = (run: Run): Run => (run.run_id === id ? { ...run, status: "interrupted" } : run);
          if (isOpen) this.runs.set(thread, (this.runs.get(thread) ?? []).map(cancelled));
          return isOpen;
        },
        options,
      ),
    streamRun: (thread, run, onEvent, options) =>
      this.ask("streamRun", () => this.run(thread, run) && this.events.forEach(onEvent), options),
    resumeRun: ({ cron_id, thread_id }, _value, options) =>
      this.ask("resumeRun", () => this.addRun({ cron_id, thread_id }), options),
    runState: (thread, run, options) =>
      this.ask(
        "runState",
        () => this.statesOf(thread).find(({ metadata }) => metadata.run_id === run) ?? null,
        options,
      ),
    threadState: (thread, options) => this.ask("threadState", () => this.statesOf(thread)[0] ?? noState, options),
    threadHistory: (thread, { limit, before }, options) =>
      this.ask(
        "threadHistory",
        () => {
          const states = this.statesOf(thread);
          const from = states.findIndex(({ checkpoint_id }) => checkpoint_id === before) + 1;
          return states.slice(from, from + limit);
        },
        options,
      ),
    metrics: (options) => this.ask("metrics", () => this.metrics, options),
  };

  private async ask<Value>(
    method: Method,
    answer: () => Value,
    options: CallOptions | undefined,
    query?: ThreadQuery,
    id?: string,
  ): Promise<Value> {
    this.requests.push(method);
    const cancelled = () => this.failure(method, { kind: "cancelled" });
    const aborted = new Promise<never>((_resolve, reject) => {
      options?.signal?.addEventListener("abort", () => reject(cancelled()), { once: true });
    });
    aborted.catch(() => undefined);
    if (options?.signal?.aborted === true) throw cancelled();
    const answered = (async () => {
      await this.pause(method, "arrive", query, id);
      const problem = this.fails(method);
      const result = problem === undefined ? answer() : undefined;
      await this.pause(method, "answer", query, id);
      if (problem !== undefined) throw this.failure(method, problem);
      return result as Value;
    })();
    return Promise.race([answered, aborted]);
  }

  private allCrons(options?: CallOptions): Promise<readonly Cron[]> {
    return readAllPages((page) => this.api.searchCrons(page, options), { idOf: ({ cron_id }) => cron_id });
  }

  private cron(id: string): Cron {
    const cron = this.crons.get(id);
    if (cron === undefined) throw this.failure("getCron", { kind: "notFound", detail: "no such cron" });
    return cron;
  }

  private findCrons(query: CronQuery): readonly Cron[] {
    this.cronQueries.push(query);
    return findCrons([...this.crons.values()], query, this.ignoresOffset);
  }

  private run(threadId: string, id: string): Run {
    const run = this.runs.get(threadId)?.find(({ run_id }) => run_id === id);
    if (run === undefined) throw this.failure("getRun", { kind: "notFound", detail: "no such run" });
    return run;
  }

  private statesOf(threadId: string): readonly ThreadState[] {
    return this.states.get(this.thread(threadId).thread_id) ?? [];
  }

  private thread(id: string): Thread {
    const thread = this.threads.find(({ thread_id }) => thread_id === id);
    if (thread === undefined) throw this.failure("getThread", { kind: "notFound", detail: "no such thread" });
    return thread;
  }

  private addThread(given: Partial<Thread> = {}): Thread {
    const thread = threadWith({ thread_id: crypto.randomUUID(), ...given });
    this.threads.unshift(thread);
    return thread;
  }

  private addRun(given: Partial<Run> = {}): Run {
    const run = runWith({ run_id: crypto.randomUUID(), status: "pending", ...given });
    this.runs.set(run.thread_id, [run, ...(this.runs.get(run.thread_id) ?? [])]);
    return run;
  }

  private failure(method: Method, problem: ServerProblem): ServerFailure {
    return new ServerFailure(problem, { method: "POST", path: `/${method}` });
  }
}
