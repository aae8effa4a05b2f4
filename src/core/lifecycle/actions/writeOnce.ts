import type { JsonObject } from "../../base/json";
import type { AgentServer, CallOptions } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { mayBeDone } from "../lease/unclear";

/**
 * Sends what a person does to a cron, once: a second one could arrive after somebody else has decided otherwise. If it
 * is not known what became of it, the cron is read (undefined: it is gone), and what it shows counts. After a time-out it
 * isn't, because the server may be about to do it. Throws the write's own failure.
 */
async function writeOnce<Answer>(
  server: AgentServer,
  cronId: string,
  send: (options: CallOptions) => Promise<Answer>,
  shown: (cron: Cron | undefined) => Answer | undefined,
  options?: CallOptions,
): Promise<Answer> {
  const once = { ...options, once: true };
  try {
    return await send(once);
  } catch (failure) {
    if (!mayBeDone(failure) || failure.problem.kind === "timeout") throw failure;
    const isGone = (read: unknown) => read instanceof ServerFailure && read.problem.kind === "notFound";
    const answer = await server
      .getCron(cronId, once)
      .then(shown, (read) => (isGone(read) ? shown(undefined) : undefined));
    if (answer === undefined) throw failure;
    return answer;
  }
}

/** A PATCH; `isDone`: whether the cron shows it. */
export function patchOnce(
  server: AgentServer,
  cronId: string,
  body: JsonObject,
  isDone: (cron: Cron) => boolean,
  options?: CallOptions,
): Promise<Cron> {
  const shown = (cron: Cron | undefined) => (cron !== undefined && isDone(cron) ? cron : undefined);
  return writeOnce(server, cronId, (once) => server.patchCron(cronId, body, once), shown, options);
}

/** Deletes a cron. False: it was gone before. */
export function deleteOnce(server: AgentServer, cronId: string): Promise<boolean> {
  const send = (once: CallOptions) => server.deleteCron(cronId, once);
  return writeOnce(server, cronId, send, (cron) => cron === undefined || undefined);
}
