import type { AgentServer } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import { userMetadata } from "../../server/stored/keyMark";
import { isFinishedHash, metadataKeys } from "../../server/stored/ownMetadata";
import { patchFenced } from "../lease/fencedWrites";
import { lockNameOf } from "../lease/lockName";
import { inLease, type WriterOptions, writerOf } from "../lease/writer";
import { finishedMetadata } from "../onServer/cronHash";
import { findCrons } from "../onServer/findCrons";

export type NamedCron =
  | { readonly kind: "named"; readonly cron: Cron }
  /** Nothing was changed: other crons have this name, so a submit could not tell which one is meant. */
  | { readonly kind: "taken"; readonly crons: readonly Cron[] };

/**
 * Gives an existing cron a spec's name, so that a submit of the spec finds it and creates no second one. Waits for a
 * submit of that name that is under way. `cron` must be the current state, with its payload. Throws `ServerFailure`, or
 * the signal's reason.
 */
export function nameCron(
  server: AgentServer,
  cron: Cron,
  name: string,
  options: WriterOptions = {},
): Promise<NamedCron> {
  const mark = { [metadataKeys.name]: name };
  const writer = writerOf(server, options);
  return inLease(writer, lockNameOf({ name, submission: "" }), async (lease) => {
    const others = (await findCrons(server, mark, options)).filter(({ cron_id }) => cron_id !== cron.cron_id);
    if (others.length > 0) return { kind: "taken", crons: others };
    // The current state counts as submitted, so that later changes on the server are noticed: the whole cron if it is
    // exported, and what was submitted if it is renamed.
    const isNew = !isFinishedHash(cron.metadata[metadataKeys.hash]);
    const metadata = { ...(await finishedMetadata(cron, isNew ? userMetadata(cron.metadata) : undefined)), ...mark };
    const isDone = (now: Cron) => now.metadata[metadataKeys.name] === name;
    // No signal: the PATCH must not arrive after a submit of that name has found none and created one.
    const untilDone = { ...writer, call: () => ({}) };
    return { kind: "named", cron: await patchFenced(untilDone, lease, cron, { body: { metadata }, isDone }) };
  });
}
