import type { AgentServer, CronQuery } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import type { KnownServer } from "./knownServer";
import { overlay } from "./overlay";

/** A server of whose answers all that is read of crons, threads and runs is kept. */
export function readingServer(
  server: AgentServer,
  known: Pick<KnownServer, "crons" | "threads" | "runs" | "publish">,
): AgentServer {
  const { crons, runs, threads } = known;
  return overlay(server, {
    async getCron(cronId, options) {
      const reading = crons.read();
      try {
        const cron = await server.getCron(cronId, options);
        reading.add([cron]);
        return cron;
      } catch (failure) {
        if (failure instanceof ServerFailure && failure.problem.kind === "notFound") {
          reading.end((cron) => cron.cron_id === cronId);
        }
        throw failure;
      } finally {
        reading.drop();
        known.publish();
      }
    },
    async searchCrons(query, options) {
      const reading = crons.read();
      try {
        const found = await server.searchCrons(query, options);
        reading.add(found.map(withoutPayload));
        if (isWholeList(query, found.length)) reading.end(() => true);
        return found;
      } finally {
        reading.drop();
        known.publish();
      }
    },
    async searchThreads(query, options) {
      const reading = threads.read();
      const found = await server.searchThreads(query, options);
      reading.add(found);
      known.publish();
      return found;
    },
    async getThread(threadId, options) {
      const reading = threads.read();
      const thread = await server.getThread(threadId, options);
      reading.add([thread]);
      known.publish();
      return thread;
    },
    async runs(threadId, query, options) {
      const reading = runs.read();
      const found = await server.runs(threadId, query, options);
      if (query.status === undefined) {
        reading.add(threadId, { runs: found, offset: query.offset, isLast: found.length < query.limit });
      }
      known.publish();
      return found;
    },
  });
}

/** A search can return all crons of a server, and their payloads would only take memory. */
function withoutPayload({ payload: _payload, ...cron }: Cron): Cron {
  return cron;
}

/** Whether there are no others: those that are known besides are gone. */
function isWholeList({ dueFirst, limit, offset, ...filter }: CronQuery, found: number): boolean {
  const isFiltered = dueFirst === true || filter.assistant_id !== undefined || filter.thread_id !== undefined;
  return !isFiltered && filter.metadata === undefined && offset === 0 && found < limit;
}
