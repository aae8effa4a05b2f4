import { randomUUID } from "node:crypto";
import { isJsonObject } from "../../src/core/base/json";
import type { AgentServer } from "../../src/core/server/agentServer";
import type { Cron, Thread } from "../../src/core/server/cron";
import { type RequestName, ServerFailure, type ServerProblem } from "../../src/core/server/problems/serverProblem";
import { unusedRequests } from "./unusedRequests";

export interface OldServer {
  readonly server: AgentServer;
  readonly crons: Map<string, Cron>;
  /** The answers of this many creates are lost, after each was carried out. */
  lostAnswers: number;
}

/**
 * A server that is too old for the safe create, and can't be installed any more: PATCH came with 0.7.21, `enabled` with
 * 0.7.15, reading one cron and the metadata filter even later.
 */
export function oldServer(version: "0.7.14" | "0.7.20"): OldServer {
  const crons = new Map<string, Cron>();
  const threads = new Map<string, Thread>();
  const refuse = (method: RequestName["method"], problem: ServerProblem): never => {
    throw new ServerFailure(problem, { method, path: "/runs/crons" });
  };
  const absent = { kind: "rejected", status: 405, detail: "Method Not Allowed", parameter: null } as const;
  const state: OldServer = {
    crons,
    lostAnswers: 0,
    server: {
      info: async () => ({ product: "agentServer", version, hasCrons: true }),
      createCron: async ({ body }) => {
        const now = new Date(Date.UTC(2026, 0, 1) + crons.size).toISOString();
        const cron: Cron = {
          cron_id: randomUUID(),
          assistant_id: String(body.assistant_id),
          thread_id: null,
          schedule: String(body.schedule),
          timezone: null,
          next_run_date: "2027-01-01T00:00:00Z",
          end_time: null,
          enabled: version === "0.7.14" || body.enabled !== false,
          created_at: now,
          updated_at: now,
          metadata: isJsonObject(body.metadata) ? body.metadata : {},
          payload: body,
        };
        crons.set(cron.cron_id, cron);
        if (state.lostAnswers > 0) {
          state.lostAnswers -= 1;
          refuse("POST", { kind: "unreachable", reason: "ECONNRESET" });
        }
        return cron;
      },
      searchCrons: async ({ limit, offset }) => [...crons.values()].slice(offset, offset + limit),
      allCrons: async () => [...crons.values()],
      deleteCron: async (id) => crons.delete(id),
      getCron: async (id) => crons.get(id) ?? refuse("GET", { kind: "notFound", detail: `Cron '${id}' not found` }),
      patchCron: async () => refuse("PATCH", absent),
      claimThread: async (id, metadata) => {
        if (threads.has(id)) refuse("POST", { kind: "rejected", status: 409, detail: "exists", parameter: null });
        const times = { created_at: "", updated_at: "" };
        const thread: Thread = { thread_id: id, ...times, metadata, status: "idle", error: undefined, interrupts: [] };
        threads.set(id, thread);
        return thread;
      },
      getThread: async (id) => threads.get(id) ?? refuse("GET", { kind: "notFound", detail: "Thread not found" }),
      patchThread: async (id) => threads.get(id) ?? refuse("PATCH", { kind: "notFound", detail: "Thread not found" }),
      deleteThread: async (id) => threads.delete(id),
      ...unusedRequests,
    },
  };
  return state;
}
