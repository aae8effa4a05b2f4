import type { CronWriting } from "../../core/known/cronTable";
import { overlay } from "../../core/known/overlay";
import { readingServer } from "../../core/known/readingServer";
import type { AgentServer } from "../../core/server/agentServer";
import type { Cron, Run } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import type { ServerRecord } from "./serverRecord";

/** Called when a request ends; `failure` is undefined for a success. `request` comes from `Answering.begin`. */
export type OnEnd = (request: number, failure: ServerFailure | undefined) => void;

/**
 * A server whose answers are kept in the record: what is written to it, and what is read of single crons, is known
 * without asking again, for all callers.
 */
export function recordingServer(server: AgentServer, record: ServerRecord, onEnd: OnEnd): AgentServer {
  const observed = observedServer(server, record, onEnd);
  const { crons, runs, threads } = record;
  /** `cronId`: the cron that the request is about; it is gone if the server doesn't find it. */
  const write = async <Value>(
    send: () => Promise<Value>,
    keep: (writing: CronWriting, answer: Value) => void,
    cronId?: string,
  ) => {
    const writing = crons.write();
    try {
      const answer = await send();
      keep(writing, answer);
      return answer;
    } catch (failure) {
      const isGone = failure instanceof ServerFailure && failure.problem.kind === "notFound";
      if (isGone && cronId !== undefined) writing.removed(cronId);
      throw failure;
    } finally {
      writing.drop();
      record.publish();
    }
  };
  const started = (run: Run) => {
    record.outdateRuns(run.thread_id);
    runs.start(run);
    record.publish();
    return run;
  };
  const recorded: Partial<AgentServer> = {
    createCron: (request, options) => write(() => observed.createCron(request, options), keepWritten),
    patchCron: (cronId, change, options) =>
      write(() => observed.patchCron(cronId, change, options), keepWritten, cronId),
    deleteCron: (cronId, options) =>
      write(
        () => observed.deleteCron(cronId, options),
        (writing) => writing.removed(cronId),
      ),
    async deleteThread(threadId, options) {
      const wasThere = await observed.deleteThread(threadId, options);
      threads.read().missing([threadId]);
      record.publish();
      return wasThere;
    },
    async createRun(request, options) {
      return started(await observed.createRun(request, options));
    },
    async resumeRun(asking, value, options) {
      return started(await observed.resumeRun(asking, value, options));
    },
    async cancelRun(threadId, runId, action, options) {
      const wasOpen = await observed.cancelRun(threadId, runId, action, options);
      record.outdateRuns(threadId);
      record.publish();
      return wasOpen;
    },
  };
  return overlay(readingServer(observed, record), recorded);
}

function keepWritten(writing: CronWriting, cron: Cron): void {
  writing.written(cron);
}

/** Reports how each request ends. */
export function observedServer(server: AgentServer, { answering }: ServerRecord, onEnd: OnEnd): AgentServer {
  return new Proxy(server, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        const request = answering.begin();
        try {
          const answer: unknown = await method.apply(target, args);
          onEnd(request, undefined);
          return answer;
        } catch (failure) {
          if (failure instanceof ServerFailure) onEnd(request, failure);
          throw failure;
        }
      };
    },
  });
}
