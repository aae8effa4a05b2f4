import { metadataKeys } from "../../server/stored/ownMetadata";
import { readIfThere } from "../lease/fencedWrites";
import { guardMilliseconds, type Lease } from "../lease/lease";
import type { Writer } from "../lease/writer";
import { findCrons } from "../onServer/findCrons";
import { isLeftover } from "../onServer/leftover";

const firstPauseMilliseconds = 500;

/**
 * Once a cron has got its name: waits until nobody deletes it any more who read it before. If no lock decides, a move may:
 * it makes its new cron, reads the old one and deletes that. So whose read came before the name has made the new one
 * before, and shows here. It sees the name when it reads again, and deletes the new one, or has deleted the old one by the
 * end of its longest request. Throws `ServerFailure`.
 */
export async function awaitMoves(writer: Writer, lease: Lease, cronId: string): Promise<void> {
  if (lease.decides) return;
  let left = writer.doubtMilliseconds + guardMilliseconds;
  for (let pause = firstPauseMilliseconds; left > 0; pause *= 2) {
    if (!(await isBeingMoved(writer, cronId))) return;
    await writer.clock.sleep(Math.min(pause, left));
    left -= pause;
  }
}

async function isBeingMoved(writer: Writer, cronId: string): Promise<boolean> {
  const mark = { [metadataKeys.replaces]: cronId };
  const made = await writer.retry(() => findCrons(writer.server, mark, writer.call()));
  return made.some(isLeftover) && (await readIfThere(writer, cronId)) !== undefined;
}
