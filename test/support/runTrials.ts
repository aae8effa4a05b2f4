import { expect, vi } from "vitest";
import type { JsonObject } from "../../src/core/base/json";
import type { AgentServer } from "../../src/core/server/agentServer";
import type { Run } from "../../src/core/server/cron";
import { createRequest } from "../../src/core/server/requests/createRequest";
import type { RunDetail } from "../../src/core/server/runDetail";

export interface RunTrials {
  /** One run of a graph of `test/fixtures/graphs`; on a new thread if none is given. */
  start(graph: string, input?: JsonObject, threadId?: string): Promise<Run>;
  /** The same, when it has ended. */
  run(graph: string, input?: JsonObject, threadId?: string): Promise<RunDetail>;
  untilRunning(run: Run): Promise<void>;
  untilEnded(run: Run): Promise<RunDetail>;
}

const patience = { timeout: 90_000, interval: 200 };
const open: ReadonlySet<Run["status"]> = new Set(["pending", "running"]);

/** `startsBy`: langgraph-runtime-pg 0.11.1.post1 can't write a run that is asked for by a request, only a cron's. */
export function runTrials(server: AgentServer, startsBy: "request" | "cron"): RunTrials {
  const start: RunTrials["start"] = async (graph, input = {}, given) => {
    const thread_id = given ?? (await server.createThread()).thread_id;
    if (startsBy === "cron") return startByCron(server, graph, input, thread_id);
    const body = { assistant_id: graph, input };
    return server.createRun({ method: "POST", path: `/threads/${thread_id}/runs`, body });
  };
  const read = ({ run_id, thread_id }: Run) => server.getRun(thread_id, run_id);
  const untilEnded: RunTrials["untilEnded"] = (run) =>
    vi.waitFor(async () => {
      const now = await read(run);
      expect(open).not.toContain(now.status);
      return now;
    }, patience);
  return {
    start,
    run: async (...args) => untilEnded(await start(...args)),
    untilRunning: (run) => vi.waitFor(async () => expect((await read(run)).status).toBe("running"), patience),
    untilEnded,
  };
}

/** By a cron that is due once, in some seconds. */
async function startByCron(server: AgentServer, graph: string, input: JsonObject, thread_id: string): Promise<Run> {
  const known = new Set((await server.runs(thread_id, { limit: 100, offset: 0 })).map(({ run_id }) => run_id));
  for (;;) {
    const due = new Date(Date.now() + 4_000);
    const day = `${due.getUTCDate()} ${due.getUTCMonth() + 1}`;
    const schedule = `${due.getUTCMinutes()} ${due.getUTCHours()} ${day} * ${due.getUTCSeconds()}`;
    const spec = { thread_id, assistant_id: graph, schedule, input };
    const cron = await server.createCron(createRequest(spec, { name: null }));
    // On a busy machine the moment may have passed by the time the server reads it: then it is next year's.
    if (Date.parse(cron.next_run_date ?? "") - due.getTime() > 60_000) continue;
    return vi.waitFor(async () => {
      const runs = await server.runs(thread_id, { limit: 100, offset: 0 });
      const run = runs.find(({ run_id }) => !known.has(run_id));
      expect(run).toBeDefined();
      return run as Run;
    }, patience);
  }
}
