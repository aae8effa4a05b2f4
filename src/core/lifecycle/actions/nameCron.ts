import type { JsonObject } from "../../base/json";
import type { AgentServer } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { userMetadata } from "../../server/stored/keyMark";
import { isFinishedHash, metadataKeys } from "../../server/stored/ownMetadata";
import { specName } from "../../server/stored/specName";
import { awaitMoves } from "../change/awaitMoves";
import { dropMoves } from "../change/dropMoves";
import { patchFenced } from "../lease/fencedWrites";
import { type Lease, LeaseLost } from "../lease/lease";
import { locksToName } from "../lease/lockName";
import { inLease, type Writer, type WriterOptions, writerOf } from "../lease/writer";
import { finishedMetadata } from "../onServer/cronHash";
import { findCrons } from "../onServer/findCrons";

export type NamedCron =
  | { readonly kind: "named"; readonly cron: Cron }
  /** Nothing was changed: other crons have this name, so a submit could not tell which one is meant. */
  | { readonly kind: "taken"; readonly crons: readonly Cron[] }
  /** Nothing was changed: somebody has given the cron this other name meanwhile. */
  | { readonly kind: "namedOtherwise"; readonly name: string };

/**
 * Gives an existing cron a spec's name, so that a submit of the spec finds it and creates no second one. Waits for
 * submits of that name that are under way, and for others who give the cron a name or move it. `seen`: the cron as its
 * user knows it. Throws `ServerFailure`, or the signal's reason.
 */
export function nameCron(
  server: AgentServer,
  seen: Cron,
  name: string,
  options: WriterOptions = {},
): Promise<NamedCron> {
  const mark = { [metadataKeys.name]: name };
  const writer = writerOf(server, options);
  return inLease(writer, locksToName(seen, name), async (lease) => {
    const others = (await findCrons(server, mark, options)).filter(({ cron_id }) => cron_id !== seen.cron_id);
    if (others.length > 0) return { kind: "taken", crons: others };
    const cron = await writer.server.getCron(seen.cron_id, options);
    const now = specName(cron);
    if (now !== undefined && now !== name && now !== specName(seen)) return { kind: "namedOtherwise", name: now };
    if (now === undefined) await dropMoves(writer, lease, cron);
    // The current state counts as submitted, so that later changes on the server are noticed: the whole cron if it is
    // exported, and what was submitted if it is renamed.
    const isNew = !isFinishedHash(cron.metadata[metadataKeys.hash]);
    const metadata = { ...(await finishedMetadata(cron, isNew ? userMetadata(cron.metadata) : undefined)), ...mark };
    const isDone = (now: Cron) => now.metadata[metadataKeys.name] === name;
    // No signal: the PATCH must not arrive after a submit of that name has found none and created one.
    const untilDone = { ...writer, call: () => ({}) };
    const named = await patchFenced(untilDone, lease, cron, { body: { metadata }, isDone });
    if (!(await staysNamed(untilDone, lease, named, mark))) throw new LeaseLost();
    return { kind: "named", cron: named };
  });
}

/**
 * If no lock decides, a move that has read it without the name may have deleted it since. A server that can't be asked
 * changes nothing.
 */
async function staysNamed(writer: Writer, lease: Lease, { cron_id }: Cron, mark: JsonObject): Promise<boolean> {
  if (lease.decides) return true;
  try {
    await awaitMoves(writer, lease, cron_id);
    return (await findCrons(writer.server, mark)).length > 0;
  } catch (error) {
    if (error instanceof ServerFailure) return true;
    throw error;
  }
}
