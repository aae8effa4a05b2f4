import type { Cron } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { deleteFenced } from "../lease/fencedWrites";
import type { Lease } from "../lease/lease";
import type { Writer } from "../lease/writer";
import { findCrons } from "../onServer/findCrons";
import { isLeftover, sortOut } from "../onServer/leftover";

/**
 * Deletes what moves have made of a cron without a name and did not finish, while it is there yet and its lease is held.
 * Once it has a name, whoever moves or replaces it looks by that name, and would not see them. Throws `LeaseLost`,
 * `ServerFailure`, or the signal's reason.
 */
export async function dropMoves(writer: Writer, lease: Lease, { cron_id }: Cron): Promise<void> {
  if (!lease.decides) return;
  const made = await writer.retry(() => findCrons(writer.server, { [metadataKeys.replaces]: cron_id }, writer.call()));
  for (const left of (await sortOut(made)).leftovers) await deleteFenced(writer, lease, left.cron_id, isLeftover);
}
