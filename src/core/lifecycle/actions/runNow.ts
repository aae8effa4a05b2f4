import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Run } from "../../server/cron";
import { runRequest } from "../../server/requests/runRequest";

/**
 * Starts one run of a cron now, as the server currently has it, without touching its schedule. Sent only once: after an
 * unclear answer there may be a run. Throws `ServerFailure`.
 */
export async function runNow(server: AgentServer, cronId: string, options?: CallOptions): Promise<Run> {
  return server.createRun(runRequest(await server.getCron(cronId, options)), options);
}
