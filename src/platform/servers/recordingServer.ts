import type { AgentServer } from "../../core/server/agentServer";
import type { Cron, Run } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/problems/serverProblem";
import type { CronWriting } from "./cronTable";
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
    async getCron(cronId, options) {
      const reading = crons.read();
      try {
        const cron = await observed.getCron(cronId, options);
        reading.add([cron]);
        return cron;
      } catch (failure) {
        if (failure instanceof ServerFailure && failure.problem.kind === "notFound") {
          reading.end((cron) => cron.cron_id === cronId);
        }
        throw failure;
      } finally {
        reading.drop();
        record.publish();
      }
    },
    async searchCrons(query, options) {
      const reading = crons.read();
      try {
        const found = await observed.searchCrons(query, options);
        reading.add(found.map(withoutPayload));
        return found;
      } finally {
        reading.drop();
        record.publish();
      }
    },
    async searchThreads(query, options) {
      const reading = threads.read();
      const found = await observed.searchThreads(query, options);
      reading.add(found);
      record.publish();
      return found;
    },
    async getThread(threadId, options) {
      const reading = threads.read();
      const thread = await observed.getThread(threadId, options);
      reading.add([thread]);
      record.publish();
      return thread;
    },
    async deleteThread(threadId, options) {
      const wasThere = await observed.deleteThread(threadId, options);
      threads.read().missing([threadId]);
      record.publish();
      return wasThere;
    },
    async runs(threadId, query, options) {
      const reading = runs.read();
      const found = await observed.runs(threadId, query, options);
      if (query.status === undefined) {
        reading.add(threadId, { runs: found, offset: query.offset, isLast: found.length < query.limit });
      }
      record.publish();
      return found;
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
  return overlay(observed, recorded);
}

function keepWritten(writing: CronWriting, cron: Cron): void {
  writing.written(cron);
}

/** A search can return all crons of a server, and their payloads would only take memory. */
function withoutPayload({ payload: _payload, ...cron }: Cron): Cron {
  return cron;
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

function overlay(below: AgentServer, above: Partial<AgentServer>): AgentServer {
  return new Proxy(below, {
    get: (target, name) => Reflect.get(Object.hasOwn(above, name) ? above : target, name),
  });
}
