import type { AgentServer, CallOptions } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { metadataKeys } from "../spec/ownMetadata";
import { findCrons } from "./findCrons";

/**
 * Deletes the paused copies that a fault left of one submission, and gives their ids. Part of every refresh: a create
 * may be committed later than anybody waits for it. Never touches a cron that is switched on, nor the last one of a
 * submission. `crons` is what the refresh has read; where it shows copies, they are read again before anything goes.
 * Throws `ServerFailure`.
 */
export async function sweepCopies(
  server: AgentServer,
  crons: readonly Cron[],
  options?: CallOptions,
): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const submission of submissionsWithCopies(crons)) {
    const [, ...copies] = await findCrons(server, { [metadataKeys.submission]: submission }, options);
    for (const copy of copies.filter((cron) => !cron.enabled)) {
      await server.deleteCron(copy.cron_id, options);
      swept.push(copy.cron_id);
    }
  }
  return swept;
}

function submissionsWithCopies(crons: readonly Cron[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const cron of crons) {
    const submission = cron.metadata[metadataKeys.submission];
    if (typeof submission === "string") counts.set(submission, (counts.get(submission) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([submission]) => submission);
}
