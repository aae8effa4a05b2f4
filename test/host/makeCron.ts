import type { JsonObject } from "../../src/core/base/json";
import type { AgentServer } from "../../src/core/server/agentServer";
import type { Cron } from "../../src/core/server/cron";

/** A cron of the sample's small graph, made past all the code under test but its HTTP client. */
export function makeCron(server: AgentServer, threadId: string | null, given: JsonObject): Promise<Cron> {
  return server.createCron({
    method: "POST",
    path: threadId === null ? "/runs/crons" : `/threads/${threadId}/runs/crons`,
    query: [],
    headers: {},
    body: { assistant_id: "heartbeat", input: {}, ...given },
  });
}
