import type { AgentServer } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import { ServerFailure } from "../../core/server/serverProblem";
import type { ServerRecord } from "./serverRecord";

/** Told how each request ended: undefined for an answer that was no failure. `request` is as `Answering.begin` gives it. */
export type OnEnd = (request: number, failure: ServerFailure | undefined) => void;

/**
 * A server whose answers are kept in the record: what is written to it, and what is read of single crons, is known
 * without asking again, whoever asked.
 */
export function recordingServer(server: AgentServer, record: ServerRecord, onEnd: OnEnd): AgentServer {
  const observed = observedServer(server, record, onEnd);
  const { crons } = record;
  const write = async (answer: Promise<Cron>) => {
    const cron = await answer;
    crons.write(cron);
    record.publish();
    return cron;
  };
  const remove = (cronId: string) => {
    crons.remove(cronId);
    record.publish();
  };
  const onCron = async <Value>(cronId: string, answer: Promise<Value>) => {
    try {
      return await answer;
    } catch (failure) {
      if (failure instanceof ServerFailure && failure.problem.kind === "notFound") remove(cronId);
      throw failure;
    }
  };
  const read = async (answer: () => Promise<readonly Cron[]>, kept: (cron: Cron) => Cron) => {
    const reading = crons.read();
    try {
      const found = await answer();
      reading.add(found.map(kept));
    } finally {
      reading.drop();
    }
    record.publish();
  };
  const recorded: Partial<AgentServer> = {
    createCron: (request, options) => write(observed.createCron(request, options)),
    patchCron: (cronId, change, options) => onCron(cronId, write(observed.patchCron(cronId, change, options))),
    async deleteCron(cronId, options) {
      const wasThere = await observed.deleteCron(cronId, options);
      remove(cronId);
      return wasThere;
    },
    async getCron(cronId, options) {
      const answer = onCron(cronId, observed.getCron(cronId, options));
      await read(async () => [await answer], asItIs);
      return answer;
    },
    async searchCrons(query, options) {
      const answer = observed.searchCrons(query, options);
      await read(() => answer, withoutPayload);
      return answer;
    },
    async createRun(request, options) {
      const run = await observed.createRun(request, options);
      record.runs.clear();
      return run;
    },
  };
  return overlay(observed, recorded);
}

function asItIs(cron: Cron): Cron {
  return cron;
}

/** A search may give all crons of a server: their payloads would only take memory. */
function withoutPayload({ payload: _payload, ...cron }: Cron): Cron {
  return cron;
}

/** Tells how each request ends. */
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
