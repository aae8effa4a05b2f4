import type { JsonValue } from "../base/json";
import type { AgentServer, CallOptions } from "../server/agentServer";
import type { Run } from "../server/cron";
import { answerRequest } from "../server/requests/runRequest";
import { readFresh } from "./findCrons";

/**
 * Answers what a run of the cron has asked a person, on its thread. Sent only once: after an unclear answer there may be
 * a run. Throws `ServerFailure`.
 */
export async function answerRun(
  server: AgentServer,
  { cronId, threadId }: { readonly cronId: string; readonly threadId: string },
  answer: JsonValue,
  options?: CallOptions,
): Promise<Run> {
  return server.createRun(answerRequest(await readFresh(server, cronId, options), threadId, answer), options);
}
